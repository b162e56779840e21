package io.framewright.standalone.check;

/**
 * A colour of a pixel.
 *
 * @param red 0 to 255, as are the others; alpha 255 covers
 */
record Colour(int red, int green, int blue, int alpha) {

  /** From {@code #rrggbb} or {@code #rrggbbaa}. */
  static Colour of(String word) {
    long value = Long.parseLong(word.substring(1), 16);
    long whole = word.length() == 7 ? value << 8 | 0xFF : value;
    return new Colour(
        (int) (whole >> 24) & 0xFF,
        (int) (whole >> 16) & 0xFF,
        (int) (whole >> 8) & 0xFF,
        (int) whole & 0xFF);
  }

  /** The largest difference of a channel; what cannot be seen has no colour. */
  int distance(Colour other) {
    int alphas = Math.abs(alpha - other.alpha);
    if (alpha == 0 || other.alpha == 0) {
      return alphas;
    }
    int colours =
        Math.max(
            Math.abs(red - other.red),
            Math.max(Math.abs(green - other.green), Math.abs(blue - other.blue)));
    return Math.max(alphas, colours);
  }

  @Override
  public String toString() {
    String opaque = "#%02x%02x%02x".formatted(red, green, blue);
    return alpha == 255 ? opaque : opaque + "%02x".formatted(alpha);
  }
}
