package io.framewright.gateway.jobs;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the headers and the query of a request for a job say.
 *
 * @param patience how long to wait for the job's end
 * @param validate only check, make no job
 * @param traceparent W3C trace context, if it came well-formed
 */
record Asking(
    Optional<IdempotencyKey> key,
    Duration patience,
    boolean validate,
    Optional<String> traceparent) {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  static Asking of(HttpRequest<?> request, boolean validate) {
    return new Asking(
        IdempotencyKey.of(request),
        JobWait.preferred(request),
        validate,
        Optional.ofNullable(request.getHeaders().get("traceparent"))
            .filter(context -> TRACEPARENT.matcher(context).matches()));
  }
}
