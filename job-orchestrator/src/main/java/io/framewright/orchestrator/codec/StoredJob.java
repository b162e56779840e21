package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.JobState;

/**
 * A job as the store keeps it.
 *
 * @param origin the request that it began with
 */
public record StoredJob(JobState state, Cause origin) {

  /** A job nobody has heard of. */
  public static final StoredJob ABSENT = new StoredJob(new JobState.Absent(), Cause.TIME);
}
