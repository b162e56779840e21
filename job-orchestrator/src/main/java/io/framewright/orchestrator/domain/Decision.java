package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.platform.ids.JobId;
import java.util.List;
import java.util.Optional;

/** The answer to a command. Refusals are values. */
public sealed interface Decision {

  /** It happens: the events in their order, and what follows from them. */
  record Accepted(List<Event> events, List<Effect> effects) implements Decision {
    public Accepted {
      events = List.copyOf(events);
      effects = List.copyOf(effects);
    }
  }

  /** A client's wish is refused. */
  record Rejected(Reason reason, String detail, Optional<JobId> existingJob) implements Decision {
    public Rejected(Reason reason, String detail) {
      this(reason, detail, Optional.empty());
    }
  }

  /** A run without a live lease spoke: nothing changes, and it is told to stop. */
  record Stray(TaskRun run, StopReason reason) implements Decision {}

  /** Nothing is left to decide: a duplicate, or a time that passed for nothing. */
  record Redundant(String detail) implements Decision {}

  /** Why a client's wish is refused. */
  enum Reason {
    DUPLICATE_REQUEST,
    IDEMPOTENCY_KEY_REUSED,
    TOO_MANY_QUEUED_JOBS,
    NOT_FOUND,
    INVALID_STATE,
    INVALID_COMMAND
  }
}
