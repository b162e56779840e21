package io.framewright.image.convert;

import java.util.Locale;

/** Which part of a picture counts, or where something is put on it. */
public enum Gravity {
  CENTER(0.5, 0.5),
  NORTH(0.5, 0),
  NORTH_EAST(1, 0),
  EAST(1, 0.5),
  SOUTH_EAST(1, 1),
  SOUTH(0.5, 1),
  SOUTH_WEST(0, 1),
  WEST(0, 0.5),
  NORTH_WEST(0, 0),

  /** Where people look: skin, saturated colours, edges. Only the pixels tell. */
  ATTENTION(0.5, 0.5),

  /** Where most happens. Only the pixels tell. */
  ENTROPY(0.5, 0.5);

  private final double across;
  private final double down;

  Gravity(double across, double down) {
    this.across = across;
    this.down = down;
  }

  /** Whether the pixels must be looked at. */
  boolean looks() {
    return this == ATTENTION || this == ENTROPY;
  }

  /** The left edge of something {@code inner} wide on something {@code outer} wide. */
  int left(int outer, int inner) {
    return (int) Math.floor((outer - inner) * across);
  }

  int top(int outer, int inner) {
    return (int) Math.floor((outer - inner) * down);
  }

  /** As it stands in parameters: south_east. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
