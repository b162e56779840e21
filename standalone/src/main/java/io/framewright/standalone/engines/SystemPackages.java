package io.framewright.standalone.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distribution's packages, by apt-get, when root. */
record SystemPackages(CommandRunner runner, Map<String, String> environment) {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Map<String, String> QUIET = Map.of("DEBIAN_FRONTEND", "noninteractive");

  /**
   * Installs; if that fails, once more with fresh package lists.
   *
   * @return why it did not work, or nothing
   */
  Optional<String> install(List<String> names) {
    if (!isRoot()) {
      return Optional.of("only root can install packages");
    }
    if (runner.run(List.of("apt-get", "--version"), Map.of(), LIMIT).exitCode() != 0) {
      return Optional.of("there is no apt-get");
    }
    List<String> command =
        new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
    command.addAll(names);
    if (runner.run(command, QUIET, LIMIT).succeeded()) {
      return Optional.empty();
    }
    runner.run(List.of("apt-get", "update"), QUIET, LIMIT);
    CommandRunner.Outcome second = runner.run(command, QUIET, LIMIT);
    return second.succeeded() ? Optional.empty() : Optional.of(second.lastLine());
  }

  private boolean isRoot() {
    return runner.run(List.of("id", "-u"), Map.of(), LIMIT).output().strip().equals("0");
  }
}
