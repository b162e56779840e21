package io.framewright.image.convert;

import io.framewright.image.convert.Encoding.Metadata;
import io.framewright.image.convert.Encoding.Subsampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each format is written, as arguments of its libvips saver. */
final class SaveOptions {

  private static final int WEBP_EFFORT = 4;
  private static final int WEBP_MAX_EFFORT = 6;
  private static final int AVIF_EFFORT = 2;
  private static final int JXL_EFFORT = 4;
  private static final int GIF_EFFORT = 7;
  private static final int PNG_COMPRESSION = 6;

  private SaveOptions() {}

  static Map<String, String> of(ImageFormat format, Encoding encoding) {
    Map<String, String> options = new LinkedHashMap<>();
    // 8.15 calls it keep=none; strip is what all versions know.
    options.put("strip", String.valueOf(encoding.metadata() == Metadata.STRIP));
    int quality = encoding.quality().orElse(format.quality());
    switch (format) {
      case JPEG -> {
        put(options, "Q", quality);
        options.put("optimize_coding", "true");
        options.put("interlace", String.valueOf(encoding.progressive().orElse(true)));
        options.put("subsample_mode", subsampling(encoding));
      }
      case PNG -> {
        put(options, "compression", encoding.effort().orElse(PNG_COMPRESSION));
        options.put("interlace", String.valueOf(encoding.progressive().orElse(false)));
      }
      case WEBP -> {
        put(options, "Q", quality);
        put(options, "effort", Math.min(encoding.effort().orElse(WEBP_EFFORT), WEBP_MAX_EFFORT));
        options.put("lossless", String.valueOf(encoding.lossless()));
      }
      case AVIF -> {
        options.put("compression", "av1");
        put(options, "Q", quality);
        put(options, "effort", encoding.effort().orElse(AVIF_EFFORT));
        options.put("lossless", String.valueOf(encoding.lossless()));
        options.put("subsample_mode", subsampling(encoding));
      }
      case JXL -> {
        put(options, "Q", quality);
        put(options, "effort", Math.clamp(encoding.effort().orElse(JXL_EFFORT), 3, 9));
        options.put("lossless", String.valueOf(encoding.lossless()));
      }
      case GIF -> put(options, "effort", Math.max(encoding.effort().orElse(GIF_EFFORT), 1));
      case TIFF -> {
        options.put("compression", "lzw");
        options.put("predictor", "horizontal");
      }
      case BMP, HEIC -> throw new IllegalArgumentException("libvips does not write " + format);
    }
    return options;
  }

  private static String subsampling(Encoding encoding) {
    return encoding.subsampling().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What was asked for that the format does not know. */
  static List<String> warnings(ImageFormat format, Encoding encoding) {
    List<String> warnings = new ArrayList<>();
    if (encoding.quality().isPresent() && !format.lossy()) {
      warnings.add("%s has no quality setting; it was ignored".formatted(format.word()));
    }
    if (encoding.lossless() && format == ImageFormat.JPEG) {
      warnings.add("jpeg cannot be lossless; it was ignored");
    }
    boolean effort =
        switch (format) {
          case PNG, WEBP, AVIF, JXL, GIF -> true;
          case JPEG, TIFF, BMP, HEIC -> false;
        };
    if (encoding.effort().isPresent() && !effort) {
      warnings.add("%s has no effort setting; it was ignored".formatted(format.word()));
    }
    if (format == ImageFormat.WEBP && encoding.effort().orElse(0) > WEBP_MAX_EFFORT) {
      warnings.add("webp's effort ends at %d, which was used".formatted(WEBP_MAX_EFFORT));
    }
    boolean progressive = format == ImageFormat.JPEG || format == ImageFormat.PNG;
    if (encoding.progressive().orElse(false) && !progressive) {
      warnings.add("%s is not written progressively; it was ignored".formatted(format.word()));
    }
    boolean subsampling = format == ImageFormat.JPEG || format == ImageFormat.AVIF;
    if (encoding.subsampling() != Subsampling.AUTO && !subsampling) {
      warnings.add("%s has no subsampling setting; it was ignored".formatted(format.word()));
    }
    boolean metadata =
        switch (format) {
          case JPEG, PNG, WEBP, AVIF, TIFF, JXL -> true;
          case GIF, BMP, HEIC -> false;
        };
    if (encoding.metadata() != Metadata.STRIP && !metadata) {
      warnings.add("%s holds no metadata; it was left out".formatted(format.word()));
    }
    return warnings;
  }

  private static void put(Map<String, String> options, String name, int value) {
    options.put(name, String.valueOf(value));
  }
}
