package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where one job is: Absent, Queued, Running, Cancelling or Ended, which never changes again. */
public sealed interface JobState {

  /** The sequence of the last event, 0 before the first. */
  long sequence();

  /** The runs whose heartbeats are awaited. */
  default List<TaskRun> leases() {
    return switch (this) {
      case Running(Job job) -> job.holders();
      case Absent _, Queued _, Cancelling _, Ended _ -> List.of();
    };
  }

  /** Nothing is known of it. */
  record Absent() implements JobState {
    @Override
    public long sequence() {
      return 0;
    }
  }

  /** Accepted and not ended. */
  sealed interface Live extends JobState {
    Job job();

    Live with(Job changed);

    @Override
    default long sequence() {
      return job().sequence();
    }
  }

  /** Waits for its turn among its tenant's jobs. */
  record Queued(Job job) implements Live {
    @Override
    public Queued with(Job changed) {
      return new Queued(changed);
    }
  }

  /** From the first offer on; a retry does not leave it. */
  record Running(Job job) implements Live {
    @Override
    public Running with(Job changed) {
      return new Running(changed);
    }
  }

  /** Waits, for a limited time, until its runs have stopped. */
  record Cancelling(Job job, Optional<String> reason, Instant since) implements Live {
    @Override
    public Cancelling with(Job changed) {
      return new Cancelling(changed, reason, since);
    }
  }

  record Ended(JobId id, TenantId tenant, Outcome outcome, Instant at, long sequence)
      implements JobState {

    /** One event later, whatever that was: nothing changes an end. */
    Ended next() {
      return new Ended(id, tenant, outcome, at, sequence + 1);
    }
  }

  /** How a job ended. */
  enum Outcome {
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
