package io.framewright.orchestrator.domain;

import java.time.Instant;

/** What the world is told beside the events. */
public sealed interface Effect {

  /**
   * An invitation to the task's pool.
   *
   * @param task with every input found
   */
  record Offer(TaskSpec task, int attempt, Instant notAfter) implements Effect {}

  /** The run must stop at once and publish nothing. */
  record StopRun(TaskRun run, StopReason reason) implements Effect {}

  /** Why a run has no lease. */
  enum StopReason {
    /** The job was cancelled. */
    CANCELLED,
    /** The attempt is over, or another run has it. */
    SUPERSEDED,
    /** The job has ended. */
    ENDED,
    /** No such task or attempt is known. */
    UNKNOWN
  }
}
