package io.framewright.orchestrator;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.reactivestreams.Publisher;

/** Up while the stream runs: its partitions are assigned and its stores are restored. */
@Singleton
@Readiness
final class StreamHealth implements HealthIndicator {

  private final JobOrchestrator orchestrator;

  StreamHealth(JobOrchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    KafkaStreams.State state = orchestrator.state();
    return Publishers.just(
        HealthResult.builder(
                "stream", state == KafkaStreams.State.RUNNING ? HealthStatus.UP : HealthStatus.DOWN)
            .details(Map.of("state", state.name(), "tasks", orchestrator.assignedTasks()))
            .build());
  }
}
