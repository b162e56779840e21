package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
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
   * @param precedent what is known of the same work
   */
  record SubmitJob(
      JobId job, TenantId tenant, JobRequest request, int maxQueuedJobs, Precedent precedent)
      implements ClientCommand {

    /** The same wish, with what is known of the same work. */
    public SubmitJob knowing(Precedent known) {
      return new SubmitJob(job, tenant, request, maxQueuedJobs, known);
    }
  }

  record CancelJob(TenantId tenant, Optional<String> reason) implements ClientCommand {}

  record ChangePriority(TenantId tenant, Priority priority) implements ClientCommand {}

  /** Everything of the tenant is to be forgotten. */
  record EraseTenant(TenantId tenant) implements ClientCommand {}

  /** A statement about one run: by the run itself, or that its heartbeats have ceased. */
  sealed interface RunCommand extends Command {
    TaskRun run();
  }

  /**
   * The run took an offer and wants its lease.
   *
   * @param engine that it will use, if the worker says so
   * @param idle how long the worker had waited for an offer, if it says so
   */
  record StartRun(TaskRun run, String worker, Optional<String> engine, Optional<Duration> idle)
      implements RunCommand {}

  /**
   * The run says that it lives.
   *
   * @param progress what it does and how far it is, for comparison with what it said before
   */
  record Heartbeat(TaskRun run, Progress progress) implements RunCommand {}

  record CompleteRun(TaskRun run, RunResult result) implements RunCommand {}

  record FailRun(TaskRun run, Failure failure) implements RunCommand {}

  /** The worker stops and gives the task back. */
  record ReleaseRun(TaskRun run, String reason) implements RunCommand {}

  /** The run obeyed an order to stop; nothing was published. */
  record ConfirmStop(TaskRun run) implements RunCommand {}

  /** The run's heartbeats have ceased. */
  record LoseLease(TaskRun run) implements RunCommand {}

  /** The run lives, and gets no further. */
  record StallRun(TaskRun run) implements RunCommand {}

  /**
   * The pool has room for one more offer, and it is the job's turn.
   *
   * @param precedent what is known of the same work by now
   */
  record TakeTurn(String pool, Precedent precedent) implements Command {}

  /**
   * The job that this one follows has ended.
   *
   * @param precedent what came of it
   */
  record LeaderEnded(Precedent precedent) implements Command {}

  /** A time that the job waits for ({@link Agenda}) has come. */
  record WakeUp() implements Command {}
}
