package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to one job; the only thing that changes its state. Whatever could come out
 * differently another time (due times, jitter) stands in the event.
 */
public sealed interface Event {

  /**
   * The job exists and waits for its turn. Always the first event.
   *
   * @param follows the job that does the same work already, whose result this one waits for
   */
  record JobAccepted(JobId job, TenantId tenant, JobRequest request, Optional<JobId> follows)
      implements Event {}

  record JobPriorityChanged(Priority priority) implements Event {}

  /**
   * A task was offered to its pool, for the first time or again with the same attempt.
   *
   * @param notAfter when the offer lapses
   */
  record TaskDispatched(TaskId task, int attempt, Instant notAfter) implements Event {}

  /** The run holds the lease. */
  record TaskStarted(TaskRun run, String worker) implements Event {}

  /**
   * The attempt before is over without a result, and another one follows.
   *
   * @param attempt the one to come
   * @param failure what ended the one before
   */
  record TaskRetryScheduled(TaskId task, int attempt, Instant notBefore, Failure failure)
      implements Event {}

  /** The run gave the task back; the attempt is not burnt. */
  record TaskRequeued(TaskId task, int attempt, String reason) implements Event {}

  record TaskCompleted(TaskRun run, RunResult result) implements Event {}

  /** The task will not be tried again. */
  record TaskFailed(TaskId task, int attempt, Failure failure) implements Event {}

  /** The job is being cancelled; its runs have been told. */
  record JobCancelling(Optional<String> reason) implements Event {}

  record JobCompleted(List<Rendition> outputs) implements Event {
    public JobCompleted {
      outputs = List.copyOf(outputs);
    }
  }

  record JobFailed(Failure failure) implements Event {}

  record JobCancelled(Optional<String> reason) implements Event {}

  /** Ended well at once with another job's renditions. */
  record JobReused(JobId source, List<Rendition> outputs) implements Event {
    public JobReused {
      outputs = List.copyOf(outputs);
    }
  }
}
