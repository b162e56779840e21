package io.framewright.gateway.errors;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.List;

/**
 * A client that names nothing but {@code application/problem+json} means the form of errors; what
 * succeeds is JSON for it as well, not 406.
 */
@ServerFilter("/**")
final class ProblemAcceptFilter {

  @RequestFilter
  @PreMatching
  void widen(HttpRequest<?> request) {
    List<String> accepted = request.accept().stream().map(MediaType::getName).toList();
    if (!accepted.isEmpty() && accepted.stream().allMatch(ProblemDetails.MEDIA_TYPE::equals)) {
      request.mutate().header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
    }
  }
}
