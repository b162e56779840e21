package io.framewright.image.convert;

import io.framewright.image.convert.ConvertParams.Resize;

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

  /** One resize, done: scale to {@code scaled}, then cut {@code result} out of its centre. */
  record Scaling(Size scaled, Size result) {

    boolean crops() {
      return !scaled.equals(result);
    }

    int left() {
      return (scaled.width() - result.width()) / 2;
    }

    int top() {
      return (scaled.height() - result.height()) / 2;
    }
  }

  /** The size of a picture after it is turned upright: orientations 5 to 8 swap the sides. */
  static Size upright(Size stored, int orientation) {
    return orientation >= 5 && orientation <= 8 ? stored.turned() : stored;
  }

  /** What {@code resize} makes of a picture; it enlarges where asked. */
  static Scaling scaling(Size from, Resize resize) {
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
      case CONTAIN -> whole(proportional(from, box, !widerThan(from, box)));
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
}
