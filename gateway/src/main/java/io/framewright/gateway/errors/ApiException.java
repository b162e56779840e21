package io.framewright.gateway.errors;

import io.framewright.platform.errors.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an error of the catalogue. Thrown where the reason is known, rendered in one
 * place.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient @Nullable ErrorDetails details;
  private final @Nullable Duration retryAfter;

  private ApiException(
      ErrorCode code,
      String message,
      @Nullable ErrorDetails details,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  public ApiException(ErrorCode code, String message) {
    this(code, message, null, null, null);
  }

  public ApiException(ErrorCode code, String message, ErrorDetails details) {
    this(code, message, details, null, null);
  }

  /** The same request may work after {@code retryAfter}. */
  public static ApiException later(ErrorCode code, String message, Duration retryAfter) {
    return new ApiException(code, message, null, retryAfter, null);
  }

  /** A server that the gateway needs is away. */
  public static ApiException unavailable(String message, @Nullable Throwable cause) {
    return new ApiException(
        ErrorCode.SERVICE_UNAVAILABLE, message, null, Duration.ofSeconds(2), cause);
  }

  public ErrorCode code() {
    return code;
  }

  public @Nullable ErrorDetails details() {
    return details;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
