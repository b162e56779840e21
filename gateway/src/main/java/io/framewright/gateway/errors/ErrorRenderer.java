package io.framewright.gateway.errors;

import io.framewright.gateway.http.RequestIdFilter;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one renderer of errors: the gateway's own, and those that the HTTP server finds itself. */
@Singleton
@Primary
public final class ErrorRenderer implements ErrorResponseProcessor<ErrorBody> {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** An error that some part of the gateway threw. */
  public MutableHttpResponse<ErrorBody> render(HttpRequest<?> request, ApiException error) {
    ErrorCode code = error.code();
    MutableHttpResponse<ErrorBody> response =
        HttpResponse.<ErrorBody>status(HttpStatus.valueOf(code.status()))
            .body(body(request, code, message(error), error.details()));
    return finish(response, code, error.retryAfter());
  }

  /** An error that the HTTP server found: no such path, a method or a content type not taken. */
  @Override
  public MutableHttpResponse<ErrorBody> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ErrorCode code = codeOf(response.code());
    String said =
        context.getErrors().stream()
            .map(Error::getMessage)
            .findFirst()
            .orElseGet(() -> response.getStatus().getReason());
    String message = code == ErrorCode.INTERNAL_ERROR ? "Something broke on our side." : said;
    return finish(response.body(body(context.getRequest(), code, message, null)), code, null);
  }

  private static ErrorBody body(
      HttpRequest<?> request, ErrorCode code, String message, @Nullable ErrorDetails details) {
    return new ErrorBody(
        new ErrorBody.Problem(
            typeOf(code.status()),
            code.name(),
            message,
            details,
            code.hint(),
            "/docs/errors#" + code.name(),
            RequestIdFilter.idOf(request)));
  }

  private static MutableHttpResponse<ErrorBody> finish(
      MutableHttpResponse<ErrorBody> response, ErrorCode code, @Nullable Duration retryAfter) {
    response.contentType(MediaType.APPLICATION_JSON_TYPE);
    if (code.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode() || retryAfter != null) {
      long seconds = Math.max(1, (retryAfter == null ? PATIENCE : retryAfter).toSeconds());
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    return response;
  }

  private static String message(ApiException error) {
    return error.getMessage() == null ? error.code().hint() : error.getMessage();
  }

  private static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.AUTH_ERROR;
      case 403 -> ErrorCode.ACCESS_DENIED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 416 -> ErrorCode.RANGE_NOT_SATISFIABLE;
      case 422 -> ErrorCode.VALIDATION_ERROR;
      case 429 -> ErrorCode.RATE_LIMIT_EXCEEDED;
      case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
      default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
    };
  }

  private static String typeOf(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 409 -> "conflict_error";
      case 422 -> "validation_error";
      case 429 -> "rate_limit_error";
      case 503 -> "unavailable_error";
      default -> status < 500 ? "request_error" : "internal_error";
    };
  }
}
