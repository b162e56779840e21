package io.framewright.transcoder.operation;

import java.util.OptionalInt;

/** One step of {@code video.transcode}. */
public sealed interface Step {

  /**
   * Keeps a part.
   *
   * @param start seconds into what the steps before left
   * @param duration seconds, above 0
   */
  record Trim(double start, double duration) implements Step {}

  /** Changes the picture's size. At least one side is given; the other then keeps the aspect. */
  record Resize(OptionalInt width, OptionalInt height, Fit fit) implements Step {}

  /** What happens when both sides are given and the aspect is another. */
  enum Fit {
    /** As large as fits inside, aspect kept. */
    CONTAIN,
    /** Exactly this size, distorted if need be. */
    FILL
  }
}
