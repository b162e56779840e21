package io.framewright.orchestrator.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How many unstarted offers a pool may have. It grows by one with each offer that is started at
 * once, and halves when offers wait, as TCP's congestion window does (RFC 5681): so the pool is
 * never idle for want of offers, and what waits, waits here, where turns are still to be had, and
 * not in a topic, where its order is settled.
 */
final class Window {

  static final int LEAST = 2;
  static final int MOST = 256;
  static final Duration AT_ONCE = Duration.ofMillis(100);
  static final Duration LONG = Duration.ofSeconds(1);

  private int size = LEAST;
  private Instant halvedAt = Instant.MIN;

  int size() {
    return size;
  }

  /**
   * An offer was started.
   *
   * @param waited since it was first made
   */
  void started(Duration waited, Instant now) {
    if (waited.compareTo(AT_ONCE) <= 0) {
      size = Math.min(MOST, size + 1);
    } else if (waited.compareTo(LONG) > 0 && halvedAt.plus(LONG).isBefore(now)) {
      size = Math.max(LEAST, size / 2);
      halvedAt = now; // one congestion is one halving, however many offers it held up
    }
  }
}
