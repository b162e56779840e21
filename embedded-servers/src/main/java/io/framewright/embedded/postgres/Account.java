package io.framewright.embedded.postgres;

import io.framewright.embedded.EmbeddedServerException;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * Who the server runs as: whoever we are, or for root user 65534, {@code nobody}.
 *
 * @param nobody whether we are root and it is not
 */
record Account(boolean nobody) {

  private static final int NOBODY = 65_534;

  static Account forPostgres() {
    try {
      return new Account((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Postgres needs to know who it runs as, and /proc/self cannot be read", e);
    }
  }

  /** {@code command} as it runs under this account. A change of user clears the death signal. */
  List<String> running(List<String> command, DeathSignal onDeath) {
    if (!nobody) {
      return command;
    }
    List<String> whole =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--pdeathsig",
                onDeath.name(),
                "--"));
    whole.addAll(command);
    return whole;
  }

  /** Gives {@code directory}, which is ours, to this account. */
  void give(Path directory) throws IOException {
    if (nobody) {
      Files.setAttribute(directory, "unix:uid", NOBODY);
      Files.setAttribute(directory, "unix:gid", NOBODY);
    }
  }

  /**
   * @throws EmbeddedServerException if this account cannot get into {@code directory}
   */
  void requireWayTo(Path directory) {
    if (!nobody) {
      return;
    }
    try {
      for (Path step = directory.toRealPath(); step != null; step = step.getParent()) {
        boolean open =
            Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)
                || (Integer) Files.getAttribute(step, "unix:uid") == NOBODY;
        if (!open) {
          throw new EmbeddedServerException(
              "Postgres cannot run as root, and as nobody it cannot enter %s on the way to %s: choose a directory below /var/lib, or run as another user"
                  .formatted(step, directory));
        }
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot look at %s".formatted(directory), e);
    }
  }
}
