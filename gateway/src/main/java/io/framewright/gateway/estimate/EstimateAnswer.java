package io.framewright.gateway.estimate;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** What a job would take, and on what that rests. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record EstimateAnswer(
    Estimated estimated, Resources resources, Factors factors, Basis basis) {

  /**
   * The two figures.
   *
   * @param durationSeconds in the engine, without the wait for a turn
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Estimated(double durationSeconds, long outputSizeBytes) {}

  /**
   * What the worker needs.
   *
   * @param cpuCores that it can keep busy
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Resources(int cpuCores, double memoryGb, boolean gpuRequired) {}

  /**
   * What makes it long.
   *
   * @param complexity simple, moderate or complex
   * @param operations how many there are, one for the conversion itself
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Factors(String complexity, int operations) {}

  /**
   * Why these figures.
   *
   * @param speed learned from past jobs, or default while none was seen
   * @param jobs how many it was learned from
   * @param input known from an earlier job with the same content, or guessed from its length
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Basis(String speed, long jobs, String input) {}
}
