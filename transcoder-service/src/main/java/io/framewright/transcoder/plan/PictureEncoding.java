package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.PictureFormat;
import java.util.List;

/** The arguments of ffmpeg's encoders of still pictures. */
final class PictureEncoding {

  /** For pictures that are read again at once. */
  static final List<String> UNPACKED = List.of("-c:v", "bmp", "-pix_fmt", "bgr24");

  private PictureEncoding() {}

  static List<String> arguments(PictureFormat.Wish wish) {
    return switch (wish.format()) {
      case JPEG ->
          List.of("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", jpegScale(wish.quality()));
      case PNG -> List.of("-c:v", "png", "-pix_fmt", "rgb24");
      case WEBP ->
          List.of(
              "-c:v",
              "libwebp",
              "-pix_fmt",
              "yuv420p",
              "-quality",
              Integer.toString(wish.quality()));
    };
  }

  /** ffmpeg's scale for JPEG, 2 (best) to 31, from 100 to 1. */
  private static String jpegScale(int quality) {
    return Long.toString(Math.round(31 - (quality - 1) * 29 / 99.0));
  }
}
