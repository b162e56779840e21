package io.framewright.transcoder.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a short command wrote before it ended.
 *
 * @param exitCode 128 + n after signal n
 * @param timedOut whether it was stopped because it took too long
 * @param output its standard output, at most a mebibyte
 */
public record Capture(int exitCode, boolean timedOut, String output, RunLog log) {

  private static final int MAX_OUTPUT = 1 << 20;

  /**
   * Runs a short command to its end.
   *
   * @throws InterruptedException if interrupted; nothing of it is left then
   */
  public static Capture of(Command command, Duration atMost) throws InterruptedException {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    RunLog log = new RunLog(_ -> {});
    AtomicInteger left = new AtomicInteger(MAX_OUTPUT);
    try (Child child =
        Child.start(
            command,
            line -> {
              if (left.addAndGet(-line.length()) > 0) {
                output.add(line);
              }
            },
            log)) {
      boolean ended = child.await(atMost);
      if (!ended) {
        child.stop();
      }
      return new Capture(
          child.exitCode(), !ended, String.join("\n", output.toArray(String[]::new)), log);
    }
  }

  public boolean succeeded() {
    return !timedOut && exitCode == 0;
  }
}
