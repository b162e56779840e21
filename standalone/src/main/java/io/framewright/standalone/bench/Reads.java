package io.framewright.standalone.bench;

import io.framewright.standalone.client.ApiClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads of jobs by the clock, whether or not the answers keep up (an open loop): what waits because
 * others wait counts as well.
 */
record Reads(ApiClient client, List<String> jobs) {

  private static final long PATIENCE_SECONDS = 60;

  /**
   * What was measured.
   *
   * @param millis from when a read was due to its answer
   * @param failed answers other than 200
   */
  record Measured(Sample millis, int failed) {}

  /**
   * Reads one job after the other.
   *
   * @param perSecond how many reads are due in a second
   */
  Measured run(int perSecond, int seconds) {
    double[] millis = new double[perSecond * seconds];
    AtomicInteger failed = new AtomicInteger();
    CompletableFuture<?>[] answers = new CompletableFuture<?>[millis.length];
    long begin = System.nanoTime();
    for (int i = 0; i < millis.length; i++) {
      long due = begin + i * 1_000_000_000L / perSecond;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      int read = i;
      answers[i] =
          client
              .read(jobs.get(i % jobs.size()))
              .exceptionally(_ -> 0)
              .thenAccept(status -> {
                millis[read] = (System.nanoTime() - due) / 1e6;
                if (status != 200) {
                  failed.incrementAndGet();
                }
              });
    }
    CompletableFuture.allOf(answers).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return new Measured(new Sample(millis), failed.get());
  }
}
