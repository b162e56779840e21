package io.framewright.platform.telemetry;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** {@code /metrics}: what is counted, in Prometheus' text format. It names no tenant and no job. */
@Controller("/metrics")
@Requires(beans = PrometheusMeterRegistry.class)
final class MetricsController {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Get
  @Produces(TEXT)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Secured(SecurityRule.IS_ANONYMOUS)
  String scrape() {
    return registry.scrape(TEXT);
  }
}
