package io.framewright.image.convert;

/**
 * A colour in sRGB.
 *
 * @param red 0 to 255, as are the others
 * @param alpha 0 is transparent, 255 is opaque
 */
public record Colour(int red, int green, int blue, int alpha) {

  static final Colour WHITE = new Colour(255, 255, 255, 255);

  /** White where transparency is lost. */
  static final Colour CLEAR = new Colour(255, 255, 255, 0);

  /**
   * @param text #rrggbb or #rrggbbaa
   * @throws IllegalArgumentException for anything else
   */
  static Colour of(String text) {
    if (!text.matches("#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")) {
      throw new IllegalArgumentException("'%s' is no colour such as #ffcc00".formatted(text));
    }
    int alpha = text.length() == 9 ? part(text, 7) : 255;
    return new Colour(part(text, 1), part(text, 3), part(text, 5), alpha);
  }

  private static int part(String text, int at) {
    return Integer.parseInt(text.substring(at, at + 2), 16);
  }

  boolean opaque() {
    return alpha == 255;
  }

  /** As libvips takes an array: with alpha or without. */
  String bands(boolean withAlpha) {
    String colours = "%d %d %d".formatted(red, green, blue);
    return withAlpha ? colours + " " + alpha : colours;
  }
}
