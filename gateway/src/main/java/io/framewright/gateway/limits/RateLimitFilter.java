package io.framewright.gateway.limits;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;

/** Lets each key call as often as it may. */
@ServerFilter("/api/**")
final class RateLimitFilter implements Ordered {

  private final RateLimiter limiter;

  RateLimitFilter(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void limit(HttpRequest<?> request) {
    request
        .getUserPrincipal(Authentication.class)
        .map(Caller::of)
        .map(limiter::take)
        .filter(Duration::isPositive)
        .ifPresent(pause -> {
          throw ApiException.later(
              ErrorCode.RATE_LIMIT_EXCEEDED,
              "Your key calls more often than it may.",
              pause.plusMillis(999));
        });
  }
}
