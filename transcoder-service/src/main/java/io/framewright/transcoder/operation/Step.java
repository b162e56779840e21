package io.framewright.transcoder.operation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One step from the input to the output; each works on what the one before left. */
public sealed interface Step {

  /**
   * Keeps a part.
   *
   * @param start seconds into what the steps before left
   * @param duration seconds, above 0
   * @param copy whether the streams stay as they are, and so begin at a key frame
   */
  record Trim(double start, double duration, boolean copy) implements Step {}

  /**
   * Appends other films, made to fit the picture and the sound so far.
   *
   * @param inputs names of the task's inputs
   */
  record Concat(List<String> inputs) implements Step {
    public Concat {
      inputs = List.copyOf(inputs);
    }
  }

  /** Changes the picture's size. At least one side is given; the other then keeps the aspect. */
  record Resize(OptionalInt width, OptionalInt height, Fit fit) implements Step {}

  /** Keeps a rectangle; in the middle where no corner is given. */
  record Crop(int width, int height, OptionalInt x, OptionalInt y) implements Step {}

  /** Puts the picture on a larger area; in the middle where no corner is given. */
  record Pad(int width, int height, OptionalInt x, OptionalInt y, String color) implements Step {}

  /**
   * Turns the picture.
   *
   * @param degrees clockwise: 90, 180 or 270
   * @param tagOnly whether the streams stay as they are and players are told to turn them
   */
  record Rotate(int degrees, boolean tagOnly) implements Step {}

  /** Mirrors the picture. */
  record Flip(boolean horizontal) implements Step {}

  /**
   * Lays a picture over the film.
   *
   * @param input name of the task's input
   * @param scale its width as a part of the film's
   * @param opacity 0 to 1
   */
  record Watermark(String input, double scale, double opacity, Place place, When when)
      implements Step {}

  /**
   * Writes text over the film, literally.
   *
   * @param size height of the letters in pixels; a twentieth of the picture if empty
   */
  record Text(String text, OptionalInt size, String color, double opacity, Place place, When when)
      implements Step {}

  /** Changes the picture's pixels. */
  record Filter(Kind kind, double value) implements Step {}

  /**
   * Brings the sound to a loudness, after EBU R 128.
   *
   * @param loudness integrated, in LUFS
   * @param peak true peak at most, in dBTP
   * @param range in LU
   */
  record Normalize(double loudness, double peak, double range) implements Step {}

  /** What happens when both sides are given and the aspect is another. */
  enum Fit {
    /** As large as fits inside, aspect kept. */
    CONTAIN,
    /** Exactly this size, aspect kept, what is too much cut off. */
    COVER,
    /** Exactly this size, distorted if need be. */
    FILL,
    /** Exactly this size, aspect kept, black around it. */
    PAD
  }

  /** Where something lies on the picture. */
  enum Position {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT,
    CENTER;

    static Position of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * Where something lies on the picture.
   *
   * @param margin pixels to the nearest edges
   * @param x pixels from the left, instead of the position; likewise y
   */
  record Place(Position position, int margin, OptionalInt x, OptionalInt y) {}

  /** When something is seen, in seconds; always where both are empty. */
  record When(OptionalDouble from, OptionalDouble to) {
    public boolean always() {
      return from.isEmpty() && to.isEmpty();
    }
  }

  /** What can be done to pixels, with the value where none is asked for. */
  enum Kind {
    DENOISE(4),
    DEINTERLACE(0),
    STABILIZE(0),
    SHARPEN(1),
    BLUR(5),
    BRIGHTNESS(0.1),
    CONTRAST(1.2),
    SATURATION(1.5),
    HUE(90);

    private final double usual;

    Kind(double usual) {
      this.usual = usual;
    }

    double usual() {
      return usual;
    }
  }

  /** Whether the step changes frames, and so cannot be had with a copied video stream. */
  default boolean changesPicture() {
    return switch (this) {
      case Trim _, Normalize _ -> false;
      case Rotate rotate -> !rotate.tagOnly();
      case Concat _, Resize _, Crop _, Pad _, Flip _, Watermark _, Text _, Filter _ -> true;
    };
  }

  /** The task's input that the step reads, if it lays one over the film. */
  default Optional<String> overlay() {
    return this instanceof Watermark watermark ? Optional.of(watermark.input()) : Optional.empty();
  }
}
