package io.framewright.image.convert;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the result is written; what a format does not know is named in a warning.
 *
 * @param quality 1 to 100, higher is better
 * @param effort 0 to 9, CPU spent on size
 * @param progressive whether a first look comes with the first bytes; jpeg, png, gif
 * @param subsampling of the colours; jpeg and avif
 * @param maxBytes the quality goes down until the file is no larger
 * @param metadata what of the input's metadata goes along
 */
public record Encoding(
    OptionalInt quality,
    boolean lossless,
    OptionalInt effort,
    Optional<Boolean> progressive,
    Subsampling subsampling,
    OptionalLong maxBytes,
    Metadata metadata) {

  /** Everything as the format has it by default. */
  static final Encoding PLAIN =
      new Encoding(
          OptionalInt.empty(),
          false,
          OptionalInt.empty(),
          Optional.empty(),
          Subsampling.AUTO,
          OptionalLong.empty(),
          Metadata.STRIP);

  /** How many colours a square of four pixels has. */
  public enum Subsampling {
    /** As the encoder sees fit, which depends on the quality. */
    AUTO("auto"),
    /** One for all four, 4:2:0. */
    ON("4:2:0"),
    /** Each its own, 4:4:4. */
    OFF("4:4:4");

    private final String word;

    Subsampling(String word) {
      this.word = word;
    }

    static Subsampling ofWord(String word) {
      for (Subsampling subsampling : values()) {
        if (subsampling.word.equals(word)) {
          return subsampling;
        }
      }
      throw new IllegalArgumentException("no subsampling '%s'".formatted(word));
    }
  }

  /** What of the input's metadata goes along. */
  public enum Metadata {
    /** None. */
    STRIP,
    /** EXIF, IPTC and XMP, but no position and no preview. */
    KEEP,
    /** The position too. */
    KEEP_WITH_GPS
  }

  Encoding withQuality(int other) {
    return new Encoding(
        OptionalInt.of(other), lossless, effort, progressive, subsampling, maxBytes, metadata);
  }
}
