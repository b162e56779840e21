package io.framewright.orchestrator.codec;

import java.util.Optional;
import java.util.UUID;

/**
 * What led to a decision, for the metadata of whatever follows from it.
 *
 * @param event the record that was decided on; absent when time itself was the cause
 * @param correlation the same on all that one client request led to
 * @param traceparent W3C trace context of the request
 */
public record Cause(
    Optional<UUID> event, Optional<UUID> correlation, Optional<String> traceparent) {

  /** Passing time, or another job's end. */
  public static final Cause TIME = new Cause(Optional.empty(), Optional.empty(), Optional.empty());

  /** As the beginning of a job: what follows is correlated with it. */
  public Cause beginning() {
    return new Cause(event, correlation.or(() -> event), traceparent);
  }

  /** This cause within the request that the job began with. */
  public Cause within(Cause origin) {
    return new Cause(event, origin.correlation(), origin.traceparent());
  }
}
