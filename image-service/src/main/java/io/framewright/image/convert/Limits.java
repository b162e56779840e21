package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;

/**
 * The largest pictures that are read or made.
 *
 * @param pixels of all frames together
 * @param side pixels
 */
public record Limits(long pixels, int side) {

  /** 100 megapixels, 16384 pixels a side. */
  public static final Limits DEFAULT = new Limits(100_000_000, 16_384);

  /** A side of an intermediate picture, before a crop; libvips itself ends at ten million. */
  static final int INTERMEDIATE_SIDE = 1_000_000;

  boolean allows(Size size, int frames) {
    return size.longSide() <= side && size.pixels() * frames <= pixels;
  }

  String inWords() {
    return "at most %d megapixels and %d pixels a side".formatted(pixels / 1_000_000, side);
  }
}
