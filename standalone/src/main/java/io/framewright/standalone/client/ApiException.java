package io.framewright.standalone.client;

import java.util.Optional;

/** The platform refused a request, or could not be reached. The message is meant for a person. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String hint;

  /** An answer with an error status. */
  ApiException(int status, String code, String message, String hint) {
    super("%s (%s, HTTP %d)".formatted(message, code, status));
    this.status = status;
    this.code = code;
    this.hint = hint;
  }

  /** No answer. */
  ApiException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.code = "UNREACHABLE";
    this.hint = hint;
  }

  /** HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return hint.isBlank() ? Optional.empty() : Optional.of(hint);
  }
}
