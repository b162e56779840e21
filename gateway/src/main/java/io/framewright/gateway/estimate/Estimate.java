package io.framewright.gateway.estimate;

import io.framewright.gateway.metadata.EffortView.Speed;
import java.util.Comparator;
import java.util.List;

/** Which of the past tasks a new one is most like, and what follows from them. */
final class Estimate {

  /** Fewer tasks of the very same kind say less than more of a similar one. */
  private static final int ENOUGH = 3;

  private Estimate() {}

  /**
   * What one unit of work takes.
   *
   * @param jobs how many past tasks it rests on; 0 for a default
   */
  record Rate(double seconds, double bytes, long jobs) {}

  /** The same preset and size, else the same preset, else what is usual. */
  static Rate rate(Work work, List<Speed> seen) {
    List<Speed> samePreset =
        seen.stream().filter(speed -> speed.preset().equals(work.preset())).toList();
    return samePreset.stream()
        .filter(speed -> speed.lines() == work.lines() && speed.jobs() >= ENOUGH)
        .findFirst()
        .or(() -> samePreset.stream().max(closest(work)))
        .map(speed -> new Rate(speed.secondsPerUnit(), speed.bytesPerUnit(), speed.jobs()))
        .orElseGet(() -> Defaults.of(work));
  }

  /** By size; a size twice as far counts as half as close. */
  private static Comparator<Speed> closest(Work work) {
    return Comparator.<Speed>comparingDouble(speed -> -Math.abs(speed.lines() - work.lines()))
        .thenComparingLong(Speed::jobs);
  }
}
