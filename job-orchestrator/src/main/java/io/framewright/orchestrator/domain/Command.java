package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.util.Optional;

/**
 * What somebody wants of one job, and may be refused. Clients, workers, the queue and the clock all
 * come through this one door.
 */
public sealed interface Command {

  /** A client's wish; refusing it is an answer that the client sees. */
  sealed interface ClientCommand extends Command {
    TenantId tenant();
  }

  /**
   * @param maxQueuedJobs jobs of the tenant that may wait; one more is refused
   */
  record SubmitJob(JobId job, TenantId tenant, JobRequest request, int maxQueuedJobs)
      implements ClientCommand {}

  record CancelJob(TenantId tenant, Optional<String> reason) implements ClientCommand {}

  record ChangePriority(TenantId tenant, Priority priority) implements ClientCommand {}

  /** Everything of the tenant is to be forgotten. */
  record EraseTenant(TenantId tenant) implements ClientCommand {}

  /** A statement about one run: by the run itself, or that its heartbeats have ceased. */
  sealed interface RunCommand extends Command {
    TaskRun run();
  }

  /** The run took an offer and wants its lease. */
  record StartRun(TaskRun run, String worker) implements RunCommand {}

  /** The run says that it lives. */
  record Heartbeat(TaskRun run) implements RunCommand {}

  record CompleteRun(TaskRun run, RunResult result) implements RunCommand {}

  record FailRun(TaskRun run, Failure failure) implements RunCommand {}

  /** The worker stops and gives the task back. */
  record ReleaseRun(TaskRun run, String reason) implements RunCommand {}

  /** The run obeyed an order to stop; nothing was published. */
  record ConfirmStop(TaskRun run) implements RunCommand {}

  /** The run's heartbeats have ceased. */
  record LoseLease(TaskRun run) implements RunCommand {}

  /** The job's turn among its tenant's jobs has come. */
  record TakeTurn() implements Command {}

  /** A time that the job waits for ({@link Agenda}) has come. */
  record WakeUp() implements Command {}
}
