package io.framewright.image.convert;

import java.util.OptionalInt;

/**
 * One thing that is done to a picture. Lengths are pixels, angles are degrees clockwise. Ranges are
 * those of the operation's schema.
 */
public sealed interface Step {

  /** How a picture takes the size that is asked for. */
  enum Fit {
    /** Fills both sides and crops the rest. */
    COVER,
    /** Fits inside both sides. */
    CONTAIN,
    /** Takes both sides and distorts. */
    FILL,
    /** Another word for contain. */
    INSIDE,
    /** As small as covers both sides, without a crop. */
    OUTSIDE
  }

  /**
   * At least one side is given, and with one only the aspect is kept.
   *
   * @param gravity what a crop keeps
   * @param enlarge whether a small picture grows
   */
  record Resize(OptionalInt width, OptionalInt height, Fit fit, Gravity gravity, boolean enlarge)
      implements Step {
    public Resize {
      if (width.isEmpty() && height.isEmpty()) {
        throw new IllegalArgumentException("a resize needs a width or a height");
      }
    }
  }

  /** A rectangle that lies within the picture. */
  record CropArea(int left, int top, int width, int height) implements Step {}

  record CropSize(int width, int height, Gravity gravity) implements Step {}

  /** The largest part with this aspect. */
  record CropAspect(int across, int down, Gravity gravity) implements Step {}

  /**
   * @param background of the corners, if the angle is no multiple of 90
   */
  record Rotate(double angle, Colour background) implements Step {}

  record Flip(boolean horizontal, boolean vertical) implements Step {}

  /**
   * @param input name of the task's input that holds the overlay
   */
  record ImageMark(String input, Placement placement) implements Step {}

  record TextMark(String text, Colour colour, Placement placement) implements Step {}

  /**
   * Where a watermark goes.
   *
   * @param margin from the edges, or between tiles
   * @param scale its width as a part of the picture's
   * @param opacity 0 to 1
   */
  record Placement(Gravity gravity, int margin, double scale, double opacity, boolean tile) {}

  record Blur(double sigma) implements Step {}

  record Sharpen(double sigma, double amount) implements Step {}

  /**
   * @param brightness factor of the lightness; likewise saturation, of the chroma
   * @param hue degrees
   * @param gamma above 1 lightens
   */
  record Adjust(double brightness, double saturation, double hue, double gamma) implements Step {}

  record Grayscale() implements Step {}

  record Flatten(Colour background) implements Step {}

  record Pad(int top, int right, int bottom, int left, Colour background) implements Step {}

  /** Makes a picture at least so large; a larger side stays. */
  record PadTo(OptionalInt width, OptionalInt height, Gravity gravity, Colour background)
      implements Step {}

  /**
   * Cuts off borders of the colour of the top left pixel.
   *
   * @param threshold how far a colour may be from it, 0 to 255
   */
  record Trim(int threshold) implements Step {}

  /**
   * @param radius pixels, or percent of the shorter side
   */
  record RoundCorners(double radius, boolean percent) implements Step {}
}
