package io.framewright.standalone.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measured figures of one kind, such as milliseconds. */
public final class Sample {

  private final double[] sorted;

  /**
   * @throws IllegalArgumentException if there are none
   */
  public Sample(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one figure");
    }
    sorted = figures.clone();
    Arrays.sort(sorted);
  }

  /** The middle of what {@code figure} says of each round. */
  static <T> double median(List<T> rounds, ToDoubleFunction<? super T> figure) {
    return new Sample(rounds.stream().mapToDouble(figure).toArray()).percentile(50);
  }

  /**
   * The smallest that is not exceeded by {@code percent} of all (nearest rank).
   *
   * @param percent above 0, at most 100
   */
  public double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }
}
