package io.framewright.metadata.view;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What past tasks took.
 *
 * @param input what is known of the input from an earlier job of the tenant; null if it is new
 * @param speeds of the operation with one codec, by preset and size
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record EffortView(@Nullable Known input, List<Speed> speeds) {

  public EffortView {
    speeds = List.copyOf(speeds);
  }

  /** An input as an engine saw it: seconds and pixels, each null where it has none. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Known(@Nullable Double seconds, @Nullable Double width, @Nullable Double height) {}

  /**
   * The middle of the last tasks of one kind.
   *
   * @param preset of the encoder; empty for its own default
   * @param lines of the film made, as 480, 720, 1080, 2160 or 4320; 0 for what is no film
   * @param jobs how many it rests on
   * @param secondsPerUnit of the engine, for a megapixel and second of film, a second of sound or a
   *     megapixel of a picture
   * @param bytesPerUnit of the output
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Speed(
      String preset, int lines, long jobs, double secondsPerUnit, double bytesPerUnit) {}
}
