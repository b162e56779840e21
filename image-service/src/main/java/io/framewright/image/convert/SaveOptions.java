package io.framewright.image.convert;

import io.framewright.image.convert.ConvertParams.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How each format is written, as arguments of its libvips saver. All metadata is left out, so
 * neither a place nor a camera's serial number leaves with a picture.
 */
final class SaveOptions {

  private static final int JPEG_QUALITY = 85;
  private static final int WEBP_QUALITY = 80;
  private static final int WEBP_EFFORT = 4;
  private static final int WEBP_MAX_EFFORT = 6;
  private static final int AVIF_QUALITY = 60;
  private static final int AVIF_EFFORT = 2;
  private static final int GIF_EFFORT = 7;
  private static final int PNG_COMPRESSION = 6;

  private SaveOptions() {}

  static Map<String, String> of(Output output) {
    Map<String, String> options = new LinkedHashMap<>();
    // 8.15 calls it keep=none; strip is what all versions know.
    options.put("strip", "true");
    switch (output.format()) {
      case JPEG -> {
        put(options, "Q", output.quality().orElse(JPEG_QUALITY));
        options.put("optimize_coding", "true");
        options.put("interlace", "true");
      }
      case PNG -> put(options, "compression", output.effort().orElse(PNG_COMPRESSION));
      case WEBP -> {
        put(options, "Q", output.quality().orElse(WEBP_QUALITY));
        put(options, "effort", Math.min(output.effort().orElse(WEBP_EFFORT), WEBP_MAX_EFFORT));
        options.put("lossless", String.valueOf(output.lossless()));
      }
      case AVIF -> {
        options.put("compression", "av1");
        put(options, "Q", output.quality().orElse(AVIF_QUALITY));
        put(options, "effort", output.effort().orElse(AVIF_EFFORT));
        options.put("lossless", String.valueOf(output.lossless()));
      }
      case GIF -> put(options, "effort", Math.max(output.effort().orElse(GIF_EFFORT), 1));
      case TIFF -> {
        options.put("compression", "lzw");
        options.put("predictor", "horizontal");
      }
    }
    return options;
  }

  /** What was asked for that the format does not know. */
  static List<String> warnings(Output output) {
    List<String> warnings = new ArrayList<>();
    ImageFormat format = output.format();
    boolean lossy =
        switch (format) {
          case JPEG, WEBP, AVIF -> true;
          case PNG, GIF, TIFF -> false;
        };
    if (output.quality().isPresent() && !lossy) {
      warnings.add("%s has no quality setting; it was ignored".formatted(format.word()));
    }
    if (output.lossless() && format == ImageFormat.JPEG) {
      warnings.add("jpeg cannot be lossless; it was ignored");
    }
    boolean noEffort = format == ImageFormat.JPEG || format == ImageFormat.TIFF;
    if (output.effort().isPresent() && noEffort) {
      warnings.add("%s has no effort setting; it was ignored".formatted(format.word()));
    }
    if (format == ImageFormat.WEBP && output.effort().orElse(0) > WEBP_MAX_EFFORT) {
      warnings.add("webp's effort ends at %d, which was used".formatted(WEBP_MAX_EFFORT));
    }
    return warnings;
  }

  private static void put(Map<String, String> options, String name, int value) {
    options.put(name, String.valueOf(value));
  }
}
