package io.framewright.image.convert;

import io.framewright.image.convert.Step.Resize;

/** The arithmetic of resizing. */
final class Geometry {

  private Geometry() {}

  /** A size in pixels, at least 1 × 1. */
  record Size(int width, int height) {

    Size {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException("no picture is %d × %d".formatted(width, height));
      }
    }

    long pixels() {
      return (long) width * height;
    }

    int longSide() {
      return Math.max(width, height);
    }

    Size turned() {
      return new Size(/* width= */ height, /* height= */ width);
    }

    @Override
    public String toString() {
      return "%d × %d".formatted(width, height);
    }
  }

  /** One resize, done: scale to {@code scaled}, then cut {@code result} out of it. */
  record Scaling(Size scaled, Size result) {

    boolean crops() {
      return !scaled.equals(result);
    }
  }

  /** The size of a picture after it is turned upright: orientations 5 to 8 swap the sides. */
  static Size upright(Size stored, int orientation) {
    return orientation >= 5 && orientation <= 8 ? stored.turned() : stored;
  }

  /** What {@code resize} makes of a picture. */
  static Scaling scaling(Size from, Resize resize) {
    Scaling asked = asAsked(from, resize);
    boolean grows =
        asked.scaled().width() > from.width() || asked.scaled().height() > from.height();
    if (resize.enlarge() || !grows) {
      return asked;
    }
    Size result = asked.result();
    return switch (resize.fit()) {
      case CONTAIN, INSIDE, OUTSIDE -> whole(from);
      case COVER, FILL -> {
        Size within =
            new Size(
                Math.min(result.width(), from.width()), Math.min(result.height(), from.height()));
        yield resize.fit() == Step.Fit.FILL ? whole(within) : new Scaling(from, within);
      }
    };
  }

  private static Scaling asAsked(Size from, Resize resize) {
    if (resize.height().isEmpty()) {
      int width = resize.width().orElseThrow();
      return whole(new Size(width, scaled(from.height(), width, from.width())));
    }
    if (resize.width().isEmpty()) {
      int height = resize.height().orElseThrow();
      return whole(new Size(scaled(from.width(), height, from.height()), height));
    }
    Size box = new Size(resize.width().getAsInt(), resize.height().getAsInt());
    return switch (resize.fit()) {
      case FILL -> whole(box);
      case CONTAIN, INSIDE -> whole(proportional(from, box, !widerThan(from, box)));
      case OUTSIDE -> whole(proportional(from, box, widerThan(from, box)));
      case COVER -> new Scaling(proportional(from, box, widerThan(from, box)), box);
    };
  }

  private static Scaling whole(Size size) {
    return new Scaling(size, size);
  }

  private static boolean widerThan(Size from, Size box) {
    return (long) from.width() * box.height() > (long) box.width() * from.height();
  }

  /** {@code from} scaled so that one side is the box's: its height if {@code byHeight}. */
  private static Size proportional(Size from, Size box, boolean byHeight) {
    return byHeight
        ? new Size(scaled(from.width(), box.height(), from.height()), box.height())
        : new Size(box.width(), scaled(from.height(), box.width(), from.width()));
  }

  /** {@code side × numerator ÷ denominator}, rounded, at least 1; saturates far above any limit. */
  private static int scaled(int side, int numerator, int denominator) {
    long exact = Math.round((double) side * numerator / denominator);
    return (int) Math.clamp(exact, 1L, Integer.MAX_VALUE);
  }

  /** The largest size with this aspect inside {@code from}. */
  static Size withAspect(Size from, int across, int down) {
    Size aspect = new Size(across, down);
    int width = widerThan(from, aspect) ? scaled(across, from.height(), down) : from.width();
    int height = widerThan(from, aspect) ? from.height() : scaled(down, from.width(), across);
    return new Size(Math.min(width, from.width()), Math.min(height, from.height()));
  }

  /** A size that holds {@code from} turned by {@code angle}; exact for quarter turns. */
  static Size turned(Size from, double angle) {
    if (angle % 90 == 0) {
      return angle % 180 == 0 ? from : from.turned();
    }
    double cos = Math.abs(Math.cos(Math.toRadians(angle)));
    double sin = Math.abs(Math.sin(Math.toRadians(angle)));
    return new Size(
        (int) Math.ceil(from.width() * cos + from.height() * sin) + 1,
        (int) Math.ceil(from.width() * sin + from.height() * cos) + 1);
  }
}
