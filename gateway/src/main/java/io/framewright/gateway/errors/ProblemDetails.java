package io.framewright.gateway.errors;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it, for clients that accept {@value #MEDIA_TYPE}.
 *
 * @param type path of a page about the code
 * @param title the code in words
 * @param detail about this very request
 * @param instance the request id as a URN
 * @param code of the catalogue; stable
 * @param hint what to do
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ProblemDetails(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    @Nullable ErrorDetails details,
    String hint,
    String requestId) {

  /** What such a body is called. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String URN = "urn:framewright:request:";

  /** Whether a client accepts this form, and does not accept plain JSON before it. */
  static boolean preferred(HttpRequest<?> request) {
    List<String> accepted = request.accept().stream().map(MediaType::getName).toList();
    int problem = accepted.indexOf(MEDIA_TYPE);
    int json = accepted.indexOf(MediaType.APPLICATION_JSON);
    return problem >= 0 && (json < 0 || problem < json);
  }

  /** The same error in the other form. */
  static ProblemDetails of(ErrorBody.Problem error, int status) {
    String words = error.code().replace('_', ' ');
    return new ProblemDetails(
        error.docUrl(),
        words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT),
        status,
        error.message(),
        URN + error.requestId(),
        error.code(),
        error.details(),
        error.hint(),
        error.requestId());
  }
}
