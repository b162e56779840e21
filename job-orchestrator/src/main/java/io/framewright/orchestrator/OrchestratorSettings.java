package io.framewright.orchestrator;

import io.framewright.orchestrator.domain.Policy;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The orchestrator's own settings.
 *
 * @param stateDir where the stores lie; what is lost there is read again from the changelogs
 * @param threads stream threads; more than the inputs have partitions stay idle
 * @param instanceId names this process in the group, so that it takes its partitions back at once
 *     after a crash; two processes must never share one. Empty: a newcomer with every start
 * @param standbys copies of the stores that other processes keep ready
 * @param leaseTimeout from a run's last heartbeat to the loss of its lease, at least a second
 * @param stallTimeout without progress for so long, a run that has said how far it is loses its
 *     lease
 * @param maxRunTime from a run's start to the end that it must have come to
 * @param reuseFor how long a result is used again for equal requests of its tenant, less than the
 *     day for which renditions are kept; 0 for never
 */
@ConfigurationProperties("framewright.orchestrator")
public record OrchestratorSettings(
    @Bindable(defaultValue = "data/orchestrator") Path stateDir,
    @Bindable(defaultValue = "1") int threads,
    @Bindable(defaultValue = "") String instanceId,
    @Bindable(defaultValue = "0") int standbys,
    @Bindable(defaultValue = "15s") Duration leaseTimeout,
    @Bindable(defaultValue = "60s") Duration stallTimeout,
    @Bindable(defaultValue = "6h") Duration maxRunTime,
    @Bindable(defaultValue = "12h") Duration reuseFor) {

  /** What no job of the last day refers to may be deleted; a result must be out of use by then. */
  private static final Duration RENDITIONS_KEPT = Duration.ofDays(1);

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
    if (reuseFor.compareTo(RENDITIONS_KEPT) >= 0) {
      throw new IllegalArgumentException(
          "framewright.orchestrator.reuse-for is %s; renditions are kept for a day, so it must be less"
              .formatted(reuseFor));
    }
  }

  /** The policy, with what is set here in its place. */
  Policy applyTo(Policy policy) {
    return policy.timed(maxRunTime, stallTimeout, reuseFor);
  }
}
