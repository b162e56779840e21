package io.framewright.standalone.up;

import java.time.Duration;

/**
 * How long to wait before a process that ended is started again: 200 ms, doubled up to 10 s while
 * it keeps ending, and from the beginning once it has run for a minute.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /**
   * @param ran how long the process lived
   */
  Duration after(Duration ran) {
    if (ran.compareTo(STEADY) >= 0) {
      next = FIRST;
    }
    Duration pause = next;
    next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
    return pause;
  }
}
