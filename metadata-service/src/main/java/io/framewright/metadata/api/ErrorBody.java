package io.framewright.metadata.api;

import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/** The body of every refusal. */
@Serdeable
public record ErrorBody(Detail error) {

  /** A code of the error catalogue, and what was wrong. */
  @Serdeable
  public record Detail(String code, String message) {}

  static MutableHttpResponse<ErrorBody> response(ErrorCode code, String message) {
    MutableHttpResponse<ErrorBody> response =
        HttpResponse.<ErrorBody>status(HttpStatus.valueOf(code.status()))
            .body(new ErrorBody(new Detail(code.name(), message)));
    return code.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
        ? response.header(HttpHeaders.RETRY_AFTER, "1")
        : response;
  }
}
