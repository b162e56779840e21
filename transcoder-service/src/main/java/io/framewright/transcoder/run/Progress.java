package io.framewright.transcoder.run;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One block of {@code ffmpeg -progress}.
 *
 * @param seconds of the output written so far
 * @param speed media seconds per wall second
 * @param bytes of the output written so far
 */
public record Progress(
    OptionalLong frame,
    OptionalDouble fps,
    OptionalDouble seconds,
    OptionalDouble speed,
    OptionalLong bytes) {

  /**
   * Of a whole that lasts {@code total} seconds, 0 to 99: only the check of the output makes 100.
   */
  public double percent(OptionalDouble total) {
    if (total.isEmpty() || total.getAsDouble() <= 0) {
      return 0;
    }
    return Math.clamp(seconds.orElse(0) / total.getAsDouble() * 100, 0, 99);
  }

  /** Wall seconds to go. */
  public OptionalDouble eta(OptionalDouble total) {
    if (total.isEmpty() || seconds.isEmpty() || speed.orElse(0) <= 0) {
      return OptionalDouble.empty();
    }
    double left = Math.max(0, total.getAsDouble() - seconds.getAsDouble());
    return OptionalDouble.of(left / speed.getAsDouble());
  }
}
