package io.framewright.gateway.jobs;

import io.framewright.gateway.http.TraceFilter;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What the headers and the query of a request for a job say.
 *
 * @param patience how long to wait for the job's end
 * @param validate only check, make no job
 * @param traceparent W3C trace context of the request
 */
record Asking(
    Optional<IdempotencyKey> key,
    Duration patience,
    boolean validate,
    Optional<String> traceparent) {

  static Asking of(HttpRequest<?> request, boolean validate) {
    return new Asking(
        IdempotencyKey.of(request),
        JobWait.preferred(request),
        validate,
        TraceFilter.traceparentOf(request));
  }

  /** The same for one of several jobs that are asked for together, without waiting. */
  Asking part(int index) {
    return new Asking(key.map(whole -> whole.part(index)), Duration.ZERO, validate, traceparent);
  }
}
