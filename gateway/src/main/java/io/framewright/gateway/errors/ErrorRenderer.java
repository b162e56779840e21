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

/**
 * The one renderer of errors: the gateway's own, and those that the HTTP server finds itself. Both
 * have the native form, or that of RFC 9457 for a client that would rather have it.
 */
@Singleton
@Primary
public final class ErrorRenderer implements ErrorResponseProcessor<Object> {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** An error that some part of the gateway threw. */
  public MutableHttpResponse<?> render(HttpRequest<?> request, ApiException error) {
    ErrorCode code = error.code();
    return finish(
        request,
        HttpResponse.status(HttpStatus.valueOf(code.status())),
        problem(request, code, message(error), error.details()),
        error.retryAfter());
  }

  /** An error that the HTTP server found: no such path, a method or a content type not taken. */
  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ErrorCode code = codeOf(response.code());
    String said =
        context.getErrors().stream()
            .map(Error::getMessage)
            .findFirst()
            .orElseGet(() -> response.getStatus().getReason());
    String message = code == ErrorCode.INTERNAL_ERROR ? "Something broke on our side." : said;
    HttpRequest<?> request = context.getRequest();
    return finish(request, response, problem(request, code, message, null), null);
  }

  private static ErrorBody.Problem problem(
      HttpRequest<?> request, ErrorCode code, String message, @Nullable ErrorDetails details) {
    return new ErrorBody.Problem(
        typeOf(code.status()),
        code.name(),
        message,
        details,
        code.hint(),
        "/docs/errors#" + code.name(),
        RequestIdFilter.idOf(request));
  }

  private static MutableHttpResponse<Object> finish(
      HttpRequest<?> request,
      MutableHttpResponse<?> response,
      ErrorBody.Problem problem,
      @Nullable Duration retryAfter) {
    int status = response.code();
    if (status == HttpStatus.SERVICE_UNAVAILABLE.getCode() || retryAfter != null) {
      long seconds = Math.max(1, (retryAfter == null ? PATIENCE : retryAfter).toSeconds());
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    return ProblemDetails.preferred(request)
        ? response
            .<Object>body(ProblemDetails.of(problem, status))
            .contentType(ProblemDetails.MEDIA_TYPE)
        : response
            .<Object>body(new ErrorBody(problem))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
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
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 416 -> ErrorCode.RANGE_NOT_SATISFIABLE;
      case 422 -> ErrorCode.VALIDATION_ERROR;
      case 429 -> ErrorCode.RATE_LIMIT_EXCEEDED;
      case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
      default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
    };
  }

  static String typeOf(int status) {
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
