package io.framewright.orchestrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The orchestrator's own settings.
 *
 * @param stateDir where the stores lie; what is lost there is read again from the changelogs
 * @param threads stream threads; more than the inputs have partitions stay idle
 * @param leaseTimeout from a run's last heartbeat to the loss of its lease, at least a second
 */
@ConfigurationProperties("framewright.orchestrator")
public record OrchestratorSettings(
    @Bindable(defaultValue = "data/orchestrator") Path stateDir,
    @Bindable(defaultValue = "1") int threads,
    @Bindable(defaultValue = "15s") Duration leaseTimeout) {

  public OrchestratorSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "framewright.orchestrator.threads is %d; it needs at least 1".formatted(threads));
    }
    if (leaseTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "framewright.orchestrator.lease-timeout is %s; it needs at least 1s"
              .formatted(leaseTimeout));
    }
  }
}
