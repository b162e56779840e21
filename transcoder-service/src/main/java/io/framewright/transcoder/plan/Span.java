package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.Step.Trim;
import java.util.OptionalDouble;

/**
 * The part of the input that is read, in seconds.
 *
 * @param length empty for all that follows
 */
record Span(double start, OptionalDouble length) {

  static final Span WHOLE = new Span(0, OptionalDouble.empty());

  /** What is left after one more trim, which counts from what the ones before left. */
  Span trimmed(Trim trim) {
    double left = length.orElse(Double.POSITIVE_INFINITY) - trim.start();
    return new Span(
        start + trim.start(), OptionalDouble.of(Math.max(0, Math.min(left, trim.duration()))));
  }

  /** The rest of it, from {@code seconds} into it on. */
  Span from(double seconds) {
    return new Span(
        start + seconds,
        length.isPresent()
            ? OptionalDouble.of(Math.max(0, length.getAsDouble() - seconds))
            : length);
  }
}
