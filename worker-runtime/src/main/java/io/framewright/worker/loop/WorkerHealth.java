package io.framewright.worker.loop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Ready while the worker can claim: connected, not refusing, not draining. */
@Singleton
@Readiness
@Requires(bean = WorkerService.class)
class WorkerHealth implements HealthIndicator {

  private final WorkerService worker;

  WorkerHealth(WorkerService worker) {
    this.worker = worker;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Optional<String> trouble = worker.trouble();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("worker", worker.settings().workerId());
    details.put("pool", worker.pool());
    details.put("state", worker.state().word());
    trouble.ifPresent(reason -> details.put("reason", reason));
    boolean up = worker.state() == WorkerState.READY && trouble.isEmpty();
    return Publishers.just(
        HealthResult.builder("worker", up ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }
}
