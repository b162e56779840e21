package io.framewright.image.convert;

import io.framewright.image.vips.VipsException;
import java.util.regex.Pattern;

/** What a decoder may overlook. */
enum Tolerance {
  /** Nothing that it would warn of. */
  NONE("warning"),

  /** What it warns of, but nothing that it calls an error. */
  WARNINGS("error"),

  /** All but a file that ends too early. */
  ODDITIES("truncated");

  /**
   * Warnings of libjpeg (jerror.h) about files whose pixels are all there: bytes too many before
   * the end or an APPn marker, which many cameras write, and headers that contradict themselves.
   * All its other warnings mean that it made pixels up.
   */
  private static final Pattern ODDITY =
      Pattern.compile(
          "extraneous bytes before marker 0x(d9|e.)|Adobe color transform|JFIF revision|SOS"
              + " parameters");

  private final String failOn;

  Tolerance(String failOn) {
    this.failOn = failOn;
  }

  /** The loaders' option {@code fail-on}. */
  String failOn() {
    return failOn;
  }

  /** Only the JPEG decoder makes pixels up and merely warns of it; the others fail. */
  static Tolerance firstFor(ImageFormat format) {
    return format == ImageFormat.JPEG ? NONE : WARNINGS;
  }

  static boolean isOddity(VipsException failure) {
    return ODDITY.matcher(String.valueOf(failure.getMessage())).find();
  }
}
