package io.framewright.image.convert;

import io.framewright.platform.errors.ErrorCode;

/**
 * What is asked for cannot be done to this picture. Checked, because it is an everyday outcome that
 * the converter turns into a refusal; some of it shows only while the steps are set up, for what a
 * trim leaves depends on the pixels.
 */
final class InfeasibleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  InfeasibleException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  Conversion.Refused refused() {
    return new Conversion.Refused(code, String.valueOf(getMessage()));
  }
}
