package io.framewright.transcoder.sandbox;

import io.framewright.platform.process.ChildProcesses;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Wraps a command so that the program reaches as little as the rung allows. A parent-death signal
 * set on the wrapper holds for the program: each wrapper either becomes the program or takes it
 * along when it ends.
 *
 * @param asRoot whether this process is root, who needs no user namespace of its own
 */
public record Sandbox(Rung rung, boolean asRoot) {

  private static final List<String> SYSTEM_FOLDERS =
      List.of(
          "/usr",
          "/lib",
          "/lib64",
          "/lib32",
          "/bin",
          "/sbin",
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d");

  /**
   * bubblewrap that is killed while it sets a sandbox up leaves a child behind which waits for it
   * for ever. So root, who may, makes it the first process of a process space of its own: when that
   * is killed, the kernel ends all that is in the space. And whoever holds the space may be killed
   * before it has asked for its death signal; its first process therefore looks, once that is asked
   * for, whether its parent is still the one that made it. (The parent's number is read from the
   * /proc outside; bubblewrap then needs that of its own space.)
   */
  private static final String STILL_HELD =
      "read -r _ _ _ parent _ </proc/self/stat && read -r name <\"/proc/$parent/comm\""
          + " && [ \"$name\" = unshare ] && mount -t proc proc /proc && exec \"$@\"";

  private static final List<String> HELD =
      List.of(
          "unshare",
          "--pid",
          "--mount",
          "--fork",
          "--kill-child=KILL",
          "--",
          "/bin/sh",
          "-c",
          STILL_HELD,
          "sh");

  /**
   * The first process of the sandbox. Where Linux shares processors out among sessions (sched(7),
   * autogroup), niceness counts only within one. bubblewrap makes a session of its own, so that is
   * told to be nice too. The shell waits for the program, as bubblewrap does for the shell, and so
   * the program's processor time gets into our account: bubblewrap's own first process leaves its
   * child to the kernel, and what it used is lost.
   */
  private static final String FIRST =
      "{ echo 10 >/proc/self/autogroup; } 2>/dev/null; \"$@\"; exit $?";

  /**
   * The whole command for {@code program}, whose first word is an absolute path. It yields to
   * everybody else in processor and disk, so that the rest of the machine stays quick.
   */
  public List<String> wrap(List<String> program, Limits limits, Reach reach) {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "10"));
    command.addAll(
        switch (rung) {
          case BWRAP -> bwrap(reach);
          case UNSHARE -> unshare();
          case PRLIMIT, NONE -> List.of();
        });
    if (rung != Rung.NONE) {
      command.addAll(List.of("ionice", "-t", "-c", "2", "-n", "7"));
      command.addAll(limits.prlimit());
    }
    command.addAll(program);
    return command;
  }

  private List<String> bwrap(Reach reach) {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      command.addAll(HELD);
    }
    command.addAll(
        List.of(
            "bwrap",
            "--unshare-all",
            "--as-pid-1",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL"));
    for (String folder : SYSTEM_FOLDERS) {
      command.addAll(List.of("--ro-bind-try", folder, folder));
    }
    command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
    for (Path path : reach.writable()) {
      command.addAll(List.of("--bind", path.toString(), path.toString()));
    }
    for (Path path : reach.readable()) {
      command.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    for (Path device : reach.devices()) {
      command.addAll(List.of("--dev-bind", device.toString(), device.toString()));
    }
    command.addAll(List.of("--chdir", "/", "--"));
    command.addAll(List.of("/bin/sh", "-c", FIRST, "sh"));
    return command;
  }

  /** A new user namespace clears the parent-death signal, so it is set again inside. */
  private List<String> unshare() {
    List<String> namespaces =
        asRoot
            ? List.of("unshare", "--net")
            : List.of("unshare", "--user", "--map-current-user", "--net");
    List<String> command = new ArrayList<>(namespaces);
    command.add("--");
    command.addAll(ChildProcesses.tie(DeathSignal.KILL));
    return command;
  }
}
