package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.Heartbeat;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.RunCommand;
import io.framewright.orchestrator.domain.Command.StallRun;
import io.framewright.orchestrator.domain.Command.StartRun;
import io.framewright.orchestrator.domain.Decision.Redundant;
import io.framewright.orchestrator.domain.Decision.Stray;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobFailed;
import io.framewright.orchestrator.domain.Event.TaskCompleted;
import io.framewright.orchestrator.domain.Event.TaskFailed;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import io.framewright.orchestrator.domain.Event.TaskStarted;
import io.framewright.orchestrator.domain.Failure.Kind;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import io.framewright.platform.errors.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from statements about runs. The first start of an attempt takes the lease, only its
 * holder is listened to, and everybody else is told to stop.
 */
final class RunRules {

  private static final Failure SILENT =
      Failure.of(Kind.LOST, ErrorCode.PROCESSING_ERROR, "the worker went silent");
  private static final Failure STOPPED =
      Failure.of(
          Kind.TRANSIENT,
          ErrorCode.PROCESSING_ERROR,
          "the run stopped although its job was not cancelled");

  private static final Failure STALLED =
      Failure.of(
          Kind.TRANSIENT,
          ErrorCode.PROCESSING_STALLED,
          "the run went on without getting any further");

  private final Policy policy;
  private final RetryRules retries;

  RunRules(Policy policy) {
    this.policy = policy;
    this.retries = new RetryRules(policy);
  }

  Decision decide(JobState state, RunCommand command, Instant now, Chance chance) {
    return switch (state) {
      case Absent _ -> stray(command, StopReason.UNKNOWN);
      case Ended _ -> stray(command, StopReason.ENDED);
      case Live live ->
          live.job()
              .task(command.run().task())
              .map(task -> decide(live, task, command, now, chance))
              .orElseGet(() -> stray(command, StopReason.UNKNOWN));
    };
  }

  private Decision decide(Live state, Task task, RunCommand command, Instant now, Chance chance) {
    TaskRun run = command.run();
    return switch (task.state()) {
      case TaskState.Offered offer when offer.attempt() == run.attempt() ->
          offered(state, command, now);
      case TaskState.Running _ when task.holder().equals(Optional.of(run)) ->
          held(state, task, command, now, chance);
      case TaskState.Done(_, var winner, _, _) when winner.equals(run.run()) ->
          new Redundant("run %s has completed before".formatted(run.run()));
      case TaskState.Waiting _,
          TaskState.Queued _,
          TaskState.Offered _,
          TaskState.Running _,
          TaskState.Done _,
          TaskState.Failed _ ->
          stray(command, StopReason.SUPERSEDED);
    };
  }

  /** The attempt has no run yet: the first start takes it, however late the offer was found. */
  private Decision offered(Live state, RunCommand command, Instant now) {
    if (state instanceof Cancelling) {
      return stray(command, StopReason.CANCELLED);
    }
    return switch (command) {
      case StartRun(var run, var worker, _, _) ->
          draft(state, now).append(new TaskStarted(run, worker)).accept();
      case Heartbeat _ -> new Redundant("its start is still under way");
      case CompleteRun _, FailRun _, ReleaseRun _, ConfirmStop _, LoseLease _, StallRun _ ->
          stray(command, StopReason.UNKNOWN);
    };
  }

  private Decision held(Live state, Task task, RunCommand command, Instant now, Chance chance) {
    return switch (state) {
      case Running running -> running(running, task, command, now, chance);
      case Cancelling cancelling -> cancelling(cancelling, command, now);
      case Queued _ -> stray(command, StopReason.UNKNOWN);
    };
  }

  private Decision running(
      Running state, Task task, RunCommand command, Instant now, Chance chance) {
    return switch (command) {
      case StartRun _ -> new Redundant("it has the lease already");
      case Heartbeat _ -> new Redundant("it has the lease");
      case CompleteRun(var run, var result) -> complete(state, task, run, result, now, chance);
      case FailRun(_, var failure) -> fail(state, task, failure, now, chance);
      case ReleaseRun(var run, var reason) ->
          draft(state, now).append(new TaskRequeued(run.task(), run.attempt(), reason)).accept();
      case ConfirmStop _ -> fail(state, task, STOPPED, now, chance);
      case LoseLease _ -> fail(state, task, SILENT, now, chance);
      case StallRun _ -> abandon(state, task, STALLED, now, chance);
    };
  }

  /** The run has had its lease for longer than any run may. */
  Decision overdue(Running state, Task task, Instant now, Chance chance) {
    Failure failure =
        Failure.of(
            Kind.TRANSIENT,
            ErrorCode.PROCESSING_TIMEOUT,
            "the run took longer than %d s".formatted(policy.maxRunTime().toSeconds()));
    return abandon(state, task, failure, now, chance);
  }

  /** Fails an attempt whose run still lives: it is told to stop. */
  private Decision abandon(Running state, Task task, Failure failure, Instant now, Chance chance) {
    return failing(state, task, failure, now, chance)
        .stop(task.holder().orElseThrow(), StopReason.SUPERSEDED)
        .accept();
  }

  private Decision complete(
      Running state, Task task, TaskRun run, RunResult result, Instant now, Chance chance) {
    Optional<String> problem =
        TaskGraph.problem(
            state.job().tasks().values().stream().map(Task::spec).toList(),
            result.moreTasks(),
            policy);
    if (problem.isPresent()) {
      Failure nonsense =
          Failure.of(
              Kind.BAD_INPUT,
              ErrorCode.PROCESSING_ERROR,
              "the task asked for impossible tasks: " + problem.get());
      return fail(state, task, nonsense, now, chance);
    }
    Draft draft = draft(state, now).append(new TaskCompleted(run, result));
    if (draft.job().isDone()) {
      draft.append(new JobCompleted(draft.job().outputs()));
    }
    return draft.accept();
  }

  /** Retrying is not failing: the job fails only with the attempt that is the last. */
  private Decision fail(Running state, Task task, Failure failure, Instant now, Chance chance) {
    return failing(state, task, failure, now, chance).accept();
  }

  private Draft failing(Running state, Task task, Failure failure, Instant now, Chance chance) {
    TaskRun run = task.holder().orElseThrow();
    Draft draft = draft(state, now);
    Optional<Failure> verdict = retries.verdict(failure, task.tally().plus(failure.kind()));
    if (verdict.isPresent()) {
      return draft
          .append(new TaskFailed(run.task(), run.attempt(), verdict.get()))
          .stopRuns(StopReason.ENDED)
          .append(new JobFailed(verdict.get()));
    }
    Instant notBefore = now.plus(policy.backOff(failure.kind(), run.attempt(), chance));
    return draft.append(new TaskRetryScheduled(run.task(), run.attempt() + 1, notBefore, failure));
  }

  /** Whatever a run says last, the job ends as cancelled once none is left. */
  private Decision cancelling(Cancelling state, RunCommand command, Instant now) {
    TaskRun run = command.run();
    Draft draft = draft(state, now);
    switch (command) {
      case StartRun _, Heartbeat _, StallRun _ -> {
        return stray(command, StopReason.CANCELLED);
      }
      case CompleteRun(_, var result) ->
          draft.append(new TaskCompleted(run, result.withoutMoreTasks()));
      case FailRun(_, var failure) ->
          draft.append(new TaskFailed(run.task(), run.attempt(), failure));
      case ReleaseRun(_, var reason) ->
          draft.append(new TaskRequeued(run.task(), run.attempt(), reason));
      case ConfirmStop _, LoseLease _ -> {
        if (state.job().holders().size() > 1) {
          draft.append(new TaskRequeued(run.task(), run.attempt(), "cancelled"));
        } else {
          return draft.append(new JobCancelled(state.reason())).accept();
        }
      }
    }
    return draft.job().holders().isEmpty()
        ? draft.append(new JobCancelled(state.reason())).accept()
        : draft.accept();
  }

  private Draft draft(JobState state, Instant now) {
    return new Draft(state, policy, now);
  }

  private static Decision stray(RunCommand command, StopReason reason) {
    return command instanceof LoseLease || command instanceof StallRun
        ? new Redundant("the lease was over before")
        : new Stray(command.run(), reason);
  }
}
