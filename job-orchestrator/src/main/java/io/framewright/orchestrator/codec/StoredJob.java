package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as the store keeps it: its state, and what must be found again beside it.
 *
 * @param place in its tenant's queue, while it waits
 * @param wakeUp the time of its one timer
 * @param origin the request that it began with
 */
public record StoredJob(
    JobState state, Optional<Place> place, Optional<Instant> wakeUp, Cause origin) {

  /** A job nobody has heard of. */
  public static final StoredJob ABSENT =
      new StoredJob(new JobState.Absent(), Optional.empty(), Optional.empty(), Cause.TIME);
}
