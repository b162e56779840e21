package io.framewright.orchestrator.stream;

import io.framewright.platform.ids.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A run that should stop is told at most once in five seconds, however often it speaks. */
final class StopThrottle {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Map<RunId, Instant> told = new HashMap<>();

  boolean wasJustTold(RunId run, Instant now) {
    Instant last = told.get(run);
    return last != null && last.plus(PAUSE).isAfter(now);
  }

  void tell(RunId run, Instant now) {
    told.put(run, now);
  }

  /** Drops what no longer matters. */
  void tidy(Instant now) {
    told.values().removeIf(last -> !last.plus(PAUSE).isAfter(now));
  }
}
