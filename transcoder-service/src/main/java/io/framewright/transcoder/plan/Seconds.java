package io.framewright.transcoder.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in ffmpeg's notation. */
final class Seconds {

  private Seconds() {}

  /** Seconds to the microsecond, or any other number. */
  static String text(double number) {
    return BigDecimal.valueOf(number)
        .setScale(6, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
