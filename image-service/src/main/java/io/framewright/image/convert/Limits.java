package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;

/**
 * The largest pictures that are read or made.
 *
 * @param pixels of all frames together
 * @param side pixels
 * @param frames of an animation, whether all are wanted or only the first
 */
public record Limits(long pixels, int side, int frames) {

  /** 100 megapixels, 16384 pixels a side, 2000 frames. */
  public static final Limits DEFAULT = new Limits(100_000_000, 16_384, 2_000);

  /** A side of an intermediate picture, before a crop; libvips itself ends at ten million. */
  static final int INTERMEDIATE_SIDE = 1_000_000;

  boolean allows(Size size, int frameCount) {
    return size.longSide() <= side && size.pixels() * frameCount <= pixels;
  }

  String inWords() {
    return "at most %d megapixels and %d pixels a side".formatted(pixels / 1_000_000, side);
  }
}
