package io.framewright.transcoder.plan;

import io.framewright.transcoder.engine.Accelerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan must know of the ffmpeg that will run it.
 *
 * @param encoders by ffmpeg's names
 * @param major first number of its version; high where the version is a name
 * @param font a TrueType file for texts, if this machine has one
 * @param accelerators the graphics hardware that encodes here
 */
public record Engine(
    Set<String> encoders, int major, Optional<Path> font, List<Accelerator> accelerators) {

  public Engine {
    encoders = Set.copyOf(encoders);
    accelerators = List.copyOf(accelerators);
  }

  /** The first of {@code names} that it has; the first one of all where it has none. */
  String oneOf(List<String> names) {
    return names.stream().filter(encoders::contains).findFirst().orElseGet(names::getFirst);
  }
}
