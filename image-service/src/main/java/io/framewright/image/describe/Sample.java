package io.framewright.image.describe;

/**
 * A small copy of a picture: opaque, 8-bit sRGB.
 *
 * @param rgb rows from the top, three bytes a pixel
 */
record Sample(int width, int height, Bytes rgb) {

  /** The bytes of a picture; an array in a record would compare by identity. */
  interface Bytes {
    int at(int index);
  }

  static Sample of(int width, int height, byte[] rgb) {
    if (rgb.length != width * height * 3) {
      throw new IllegalArgumentException(
          "%d bytes are no %d × %d".formatted(rgb.length, width, height));
    }
    byte[] copy = rgb.clone();
    return new Sample(width, height, index -> Byte.toUnsignedInt(copy[index]));
  }

  /** 0 to 255. */
  int value(int x, int y, int channel) {
    return rgb.at((y * width + x) * 3 + channel);
  }

  /** Luma of BT.601, 0 to 255. */
  double luma(int x, int y) {
    return 0.299 * value(x, y, 0) + 0.587 * value(x, y, 1) + 0.114 * value(x, y, 2);
  }
}
