package io.framewright.standalone.bench;

import java.util.Arrays;

/** Measured times of one kind, in milliseconds. */
public final class Sample {

  private final double[] sorted;

  /**
   * @throws IllegalArgumentException if there is none
   */
  public Sample(double[] millis) {
    if (millis.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one time");
    }
    sorted = millis.clone();
    Arrays.sort(sorted);
  }

  /**
   * The smallest time that is not exceeded by {@code percent} of all (nearest rank).
   *
   * @param percent above 0, at most 100
   */
  public double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }
}
