package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What comes of planning. */
public sealed interface Planned {

  /** It cannot be done with this input or these parameters. */
  record Refused(ErrorCode code, String message) implements Planned {}

  /**
   * One run of ffmpeg.
   *
   * @param arguments all after the program's name
   * @param demuxer ffmpeg's demuxer that reads the output back
   * @param warnings what will be otherwise than asked, in words
   */
  record Encode(
      List<String> arguments,
      Path output,
      String contentType,
      String demuxer,
      Expected expected,
      List<String> warnings)
      implements Planned {
    public Encode {
      arguments = List.copyOf(arguments);
      warnings = List.copyOf(warnings);
    }

    /** The output's name within the job. */
    public String name() {
      return String.valueOf(output.getFileName());
    }
  }

  /**
   * What the output must be.
   *
   * @param seconds how long; empty where the input does not say or the output is a picture
   * @param certain whether a shorter output proves that the input is cut
   */
  record Expected(
      OptionalDouble seconds,
      boolean certain,
      Optional<Picture> picture,
      Optional<String> audioCodec) {}

  /** The pictures that the output must have. */
  record Picture(String codec, int width, int height) {}
}
