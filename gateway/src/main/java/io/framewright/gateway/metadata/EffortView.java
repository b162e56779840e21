package io.framewright.gateway.metadata;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What past tasks took, as the read model tells it.
 *
 * @param input what an earlier job of the tenant saw in the same input
 * @param speeds of the operation with one codec, by preset and size
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record EffortView(@Nullable Known input, @Nullable List<Speed> speeds) {

  /** Seconds and pixels, each null where it has none. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Known(@Nullable Double seconds, @Nullable Double width, @Nullable Double height) {}

  /**
   * The middle of the last tasks of one kind.
   *
   * @param lines of the film made, as 480, 720, 1080, 2160 or 4320; 0 for what is no film
   * @param jobs how many it rests on
   * @param secondsPerUnit for a megapixel and second of film, a second of sound, a megapixel of a
   *     picture
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Speed(
      String preset, int lines, long jobs, double secondsPerUnit, double bytesPerUnit) {}

  /** The speeds, none where nothing was seen yet. */
  public List<Speed> seen() {
    return speeds == null ? List.of() : speeds;
  }
}
