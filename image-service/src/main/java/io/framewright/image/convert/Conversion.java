package io.framewright.image.convert;

import io.framewright.platform.errors.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/** How a conversion ended. */
public sealed interface Conversion {

  /** The file is written and its header was read back. */
  record Converted(Picture input, Picture output, Path file, List<String> warnings)
      implements Conversion {
    public Converted {
      warnings = List.copyOf(warnings);
    }
  }

  /** The input or the request is wrong, and will stay wrong. */
  record Refused(ErrorCode code, String message) implements Conversion {}

  /** The disk is full. */
  record NoSpace(String message) implements Conversion {}

  /** The input was good, but what came out of the engine is not what was asked for. */
  record Unusable(String message) implements Conversion {}

  /** It was ended from outside. */
  record Aborted() implements Conversion {}
}
