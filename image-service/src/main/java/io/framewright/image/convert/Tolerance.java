package io.framewright.image.convert;

import io.framewright.image.vips.VipsException;
import java.util.List;

/** What a decoder may overlook. */
enum Tolerance {
  /** Nothing that it would warn of. */
  NONE("warning"),

  /** All but a file that ends too early. */
  ODDITIES("truncated");

  /**
   * What libjpeg says (jerror.h) when it had to make pixels up. Its other warnings are about
   * oddities that cost nothing, such as bytes before a marker, and cameras that produce them are
   * many.
   */
  private static final List<String> LOST_PIXELS =
      List.of(
          "bad Huffman code",
          "bad arithmetic code",
          "premature end of data segment",
          "instead of RST");

  private final String failOn;

  Tolerance(String failOn) {
    this.failOn = failOn;
  }

  /** The loaders' option {@code fail-on}. */
  String failOn() {
    return failOn;
  }

  static boolean pixelsAreLost(VipsException failure) {
    return LOST_PIXELS.stream().anyMatch(String.valueOf(failure.getMessage())::contains);
  }
}
