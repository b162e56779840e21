package io.framewright.gateway.estimate;

import java.util.Map;

/**
 * What is taken where no job was seen yet: an engine on two processors of a usual server. Orders of
 * magnitude, which the first jobs replace.
 */
final class Defaults {

  /** Seconds for a megapixel and second of film at 30 frames, with the encoder's medium preset. */
  private static final Map<String, Double> FILM =
      Map.of("h264", 0.5, "h265", 1.5, "vp8", 1.0, "vp9", 2.5, "av1", 3.0, "copy", 0.005);

  /** How many times as long as with medium. */
  private static final Map<String, Double> PRESETS =
      Map.of(
          "ultrafast",
          0.15,
          "superfast",
          0.2,
          "veryfast",
          0.35,
          "faster",
          0.6,
          "fast",
          0.8,
          "slow",
          1.8,
          "slower",
          3.5,
          "veryslow",
          6.0);

  /** Bytes for a second of sound. */
  private static final Map<String, Double> SOUND =
      Map.of("wav", 176_400.0, "flac", 90_000.0, "ac3", 24_000.0);

  /** Seconds for a megapixel of a picture. */
  private static final Map<String, Double> PICTURE = Map.of("webp", 0.1, "avif", 0.25, "jxl", 0.2);

  /** Bytes for a megapixel of a picture. */
  private static final Map<String, Double> PICTURE_BYTES =
      Map.of("png", 1_500_000.0, "tiff", 3_000_000.0, "bmp", 3_000_000.0, "avif", 80_000.0);

  private static final double FILM_BYTES = 200_000;
  private static final double SOUND_BYTES = 16_000;
  private static final double PICTURE_BYTES_OF_OTHERS = 250_000;
  private static final Estimate.Rate OTHER = new Estimate.Rate(1, 200_000, 0);

  private Defaults() {}

  static Estimate.Rate of(Work work) {
    return switch (work.measure()) {
      case FILM ->
          new Estimate.Rate(
              FILM.getOrDefault(work.codec(), 1.0) * PRESETS.getOrDefault(work.preset(), 1.0),
              FILM_BYTES,
              0);
      case SOUND -> new Estimate.Rate(0.02, SOUND.getOrDefault(work.codec(), SOUND_BYTES), 0);
      case PICTURE ->
          new Estimate.Rate(
              PICTURE.getOrDefault(work.codec(), 0.03),
              PICTURE_BYTES.getOrDefault(work.codec(), PICTURE_BYTES_OF_OTHERS),
              0);
      case WHOLE -> OTHER;
    };
  }
}
