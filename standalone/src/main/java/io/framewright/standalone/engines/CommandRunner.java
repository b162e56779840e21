package io.framewright.standalone.engines;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a program and waits for it. Tests replace it. */
@FunctionalInterface
public interface CommandRunner {

  /** Exit code of a program that is not there, as in a shell. */
  int NOT_FOUND = 127;

  /** Exit code of a program that did not end in time, as timeout(1) has it. */
  int TIMED_OUT = 124;

  /** A colour or its end, which Debian's Maven prints even when told not to (ECMA-48, SGR). */
  Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*m");

  /**
   * How it ended.
   *
   * @param output standard output and error together, at most 64 KB
   */
  record Outcome(int exitCode, String output) {

    public boolean succeeded() {
      return exitCode == 0;
    }

    /** The last line that says something, for messages, without colours. */
    public String lastLine() {
      return lines().reduce("", (_, line) -> line);
    }

    /** The first line that tells of an error, or else the last line. */
    public String error() {
      return lines().filter(line -> line.contains("ERROR")).findFirst().orElseGet(this::lastLine);
    }

    /** The lines that say something, without colours. */
    public Stream<String> lines() {
      return output
          .lines()
          .map(line -> COLOUR.matcher(line).replaceAll("").strip())
          .filter(line -> !line.isEmpty());
    }
  }

  /**
   * @param environment added to this process's own
   * @param limit after this the program is killed and {@link #TIMED_OUT} is the exit code
   */
  Outcome run(List<String> command, Map<String, String> environment, Duration limit);
}
