package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The part of the input that is wanted, in seconds.
 *
 * @param length empty for all that follows
 */
record TimeWindow(double start, OptionalDouble length) {

  static final TimeWindow WHOLE = new TimeWindow(0, OptionalDouble.empty());

  /** All the trims of {@code steps}, each counting from what the one before left. */
  static TimeWindow of(List<Step> steps) {
    TimeWindow window = WHOLE;
    for (Step step : steps) {
      window =
          switch (step) {
            case Step.Trim trim -> window.trimmed(trim);
            case Step.Resize _ -> window;
          };
    }
    return window;
  }

  private TimeWindow trimmed(Step.Trim trim) {
    double left = length.orElse(Double.POSITIVE_INFINITY) - trim.start();
    return new TimeWindow(
        start + trim.start(), OptionalDouble.of(Math.max(0, Math.min(left, trim.duration()))));
  }

  boolean isEmpty() {
    return length.isPresent() && length.getAsDouble() <= 0;
  }

  /** How long the result is, given how long the input is. */
  OptionalDouble resultOf(OptionalDouble input) {
    if (input.isEmpty()) {
      return length;
    }
    double rest = Math.max(0, input.getAsDouble() - start);
    return OptionalDouble.of(Math.min(rest, length.orElse(rest)));
  }

  /** Seconds in ffmpeg's notation, to the microsecond. */
  static String text(double seconds) {
    return BigDecimal.valueOf(seconds)
        .setScale(6, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
