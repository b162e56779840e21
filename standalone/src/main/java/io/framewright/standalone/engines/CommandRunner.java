package io.framewright.standalone.engines;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs a program and waits for it. Tests replace it. */
@FunctionalInterface
public interface CommandRunner {

  /** Exit code of a program that is not there, as in a shell. */
  int NOT_FOUND = 127;

  /** Exit code of a program that did not end in time, as timeout(1) has it. */
  int TIMED_OUT = 124;

  /**
   * How it ended.
   *
   * @param output standard output and error together, at most 64 KB
   */
  record Outcome(int exitCode, String output) {

    public boolean succeeded() {
      return exitCode == 0;
    }

    /** The last line that says something, for messages. */
    public String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line).strip();
    }
  }

  /**
   * @param environment added to this process's own
   * @param limit after this the program is killed and {@link #TIMED_OUT} is the exit code
   */
  Outcome run(List<String> command, Map<String, String> environment, Duration limit);
}
