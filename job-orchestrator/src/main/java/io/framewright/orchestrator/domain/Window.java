package io.framewright.orchestrator.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How many unstarted offers a pool may have. It grows while workers wait for offers and halves when
 * offers wait for workers, as TCP's congestion window does (RFC 5681): so the pool is never idle
 * for want of offers, and what waits, waits here, where turns are still to be had, and not in a
 * topic, where its order is settled.
 */
final class Window {

  static final int LEAST = 2;
  static final int MOST = 256;

  /** A worker that waited for so long could have had the offer sooner. */
  static final Duration IDLE = Duration.ofMillis(10);

  /** An offer that waited for so long came too soon. */
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
   * @param idle how long the worker had waited for it
   */
  void started(Duration waited, Duration idle, Instant now) {
    if (idle.compareTo(IDLE) >= 0) {
      size = Math.min(MOST, size + 1 + size / 4);
    } else if (waited.compareTo(LONG) > 0 && halvedAt.plus(LONG).isBefore(now)) {
      size = Math.max(LEAST, size / 2);
      halvedAt = now; // one congestion is one halving, however many offers it held up
    }
  }
}
