package io.framewright.standalone.storm;

import io.framewright.standalone.storm.Violation.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes that are still there although the platform that started them has ended. */
final class Survivors {

  /** A killed process may take so many looks until the system has cleared it away. */
  private static final int LOOKS = 20;

  private static final long PAUSE_NANOS = 100_000_000;

  private Survivors() {}

  /**
   * @param directory the platform's own: whatever it starts names a path in it
   */
  static List<Violation> of(Path directory) {
    List<Violation> found = look(directory);
    for (int i = 1; i < LOOKS && !found.isEmpty(); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = look(directory);
    }
    return found;
  }

  private static List<Violation> look(Path directory) {
    Predicate<String> names = line -> line.contains(directory.toString());
    Set<ProcessHandle> callers = callers();
    return ProcessHandle.allProcesses()
        .filter(process -> !callers.contains(process))
        .filter(process -> process.info().commandLine().filter(names).isPresent())
        .map(process ->
            new Violation(
                Kind.SURVIVOR,
                Long.toString(process.pid()),
                process.info().command().orElse("a process") + " outlived the platform"))
        .toList();
  }

  /** This process and those that started it, which may name the directory too. */
  private static Set<ProcessHandle> callers() {
    return Stream.iterate(
            Optional.of(ProcessHandle.current()),
            Optional::isPresent,
            process -> process.flatMap(ProcessHandle::parent))
        .map(Optional::orElseThrow)
        .collect(Collectors.toSet());
  }
}
