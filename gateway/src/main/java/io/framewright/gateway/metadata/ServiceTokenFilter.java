package io.framewright.gateway.metadata;

import io.framewright.platform.security.ServiceTokens;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import java.time.Clock;

/** Shows metadata-service who asks. */
@ClientFilter(serviceId = "metadata")
final class ServiceTokenFilter {

  private final ServiceTokens tokens;
  private final Clock clock;

  ServiceTokenFilter(ServiceTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @RequestFilter
  void authorize(MutableHttpRequest<?> request) {
    request.bearerAuth(tokens.mint("gateway", clock.instant()));
  }
}
