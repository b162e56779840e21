package io.framewright.standalone.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured times of one kind, in milliseconds. */
public record Sample(double[] millis) {

  /**
   * @throws IllegalArgumentException if there is none
   */
  public Sample {
    if (millis.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one time");
    }
    millis = millis.clone();
    Arrays.sort(millis);
  }

  @Override
  public double[] millis() {
    return millis.clone();
  }

  /**
   * The smallest time that is not exceeded by {@code percent} of all (nearest rank).
   *
   * @param percent above 0, at most 100
   */
  public double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * millis.length);
    return millis[Math.clamp(rank - 1, 0, millis.length - 1)];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample(double[] theirs) && Arrays.equals(millis, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(millis);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms of %d",
        percentile(50),
        percentile(99),
        millis.length);
  }
}
