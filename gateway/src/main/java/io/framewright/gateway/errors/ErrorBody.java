package io.framewright.gateway.errors;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** The body of every error answer. */
@Serdeable
public record ErrorBody(Problem error) {

  /**
   * What went wrong.
   *
   * @param type class of error: validation_error, not_found_error, …
   * @param code of the catalogue; stable
   * @param message about this very request
   * @param hint what to do, the same for each error of this code
   * @param docUrl path of a page about the code
   * @param requestId to find the request in the logs
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Problem(
      String type,
      String code,
      String message,
      @Nullable ErrorDetails details,
      String hint,
      String docUrl,
      String requestId) {}
}
