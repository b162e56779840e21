package io.framewright.gateway.health;

import io.framewright.gateway.log.LogTail;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Without the log's tail no request can be decided in time: not ready. */
@Singleton
@Readiness
final class TailIndicator implements HealthIndicator {

  private final LogTail tail;

  TailIndicator(LogTail tail) {
    this.tail = tail;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        HealthResult.builder("log-tail", tail.isReady() ? HealthStatus.UP : HealthStatus.DOWN)
            .build());
  }
}
