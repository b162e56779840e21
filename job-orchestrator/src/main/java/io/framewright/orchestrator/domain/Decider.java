package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.ClientCommand;
import io.framewright.orchestrator.domain.Command.EraseTenant;
import io.framewright.orchestrator.domain.Command.LeaderEnded;
import io.framewright.orchestrator.domain.Command.RunCommand;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Command.TakeTurn;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Decision.Redundant;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.JobPriorityChanged;
import io.framewright.orchestrator.domain.Event.JobReused;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what follows from a command, given all that has happened to its job. */
public final class Decider {

  private final Policy policy;
  private final RunRules runs;

  public Decider(Policy policy) {
    this.policy = policy;
    this.runs = new RunRules(policy);
  }

  /**
   * @param now when the decision is made; its events happen then
   */
  public Decision decide(JobState state, Command command, Instant now, Chance chance) {
    return switch (command) {
      case ClientCommand wish when belongsToAnother(state, wish.tenant()) -> notFound();
      case SubmitJob submit -> submit(state, submit, now);
      case CancelJob cancel -> cancel(state, cancel.reason(), now);
      case ChangePriority(_, var priority) -> changePriority(state, priority, now);
      case EraseTenant(var tenant) ->
          reject(Reason.INVALID_COMMAND, "erasing tenant %s is not offered".formatted(tenant));
      case RunCommand about -> runs.decide(state, about, now, chance);
      case TakeTurn(var pool, var precedent) -> takeTurn(state, pool, precedent, now);
      case LeaderEnded(var precedent) -> leaderEnded(state, precedent, now);
      case WakeUp _ -> wakeUp(state, now, chance);
    };
  }

  private Decision submit(JobState state, SubmitJob submit, Instant now) {
    return switch (state) {
      case Absent _ ->
          TaskGraph.problem(List.of(), submit.request().tasks(), policy)
              .map(problem -> reject(Reason.INVALID_COMMAND, problem))
              .orElseGet(() -> accept(state, submit, now));
      case Live _, Ended _ -> new Redundant("job %s was accepted before".formatted(submit.job()));
    };
  }

  /** A result that is there is used at once; one that is under way is waited for. */
  private Decision accept(JobState state, SubmitJob submit, Instant now) {
    Optional<JobId> follows =
        submit.precedent() instanceof Precedent.UnderWay(JobId leader)
            ? Optional.of(leader)
            : Optional.empty();
    Draft draft =
        draft(state, now)
            .append(new JobAccepted(submit.job(), submit.tenant(), submit.request(), follows));
    if (submit.precedent() instanceof Precedent.Done(var source, var outputs)) {
      draft.append(new JobReused(source, outputs));
    }
    return draft.accept();
  }

  private Decision cancel(JobState state, Optional<String> reason, Instant now) {
    return switch (state) {
      case Absent _ -> notFound();
      case Queued _ -> draft(state, now).append(new JobCancelled(reason)).accept();
      case Running(Job job) when job.holders().isEmpty() ->
          draft(state, now).append(new JobCancelled(reason)).accept();
      case Running _ ->
          draft(state, now)
              .append(new JobCancelling(reason))
              .stopRuns(StopReason.CANCELLED)
              .accept();
      case Cancelling(Job job, _, _) ->
          reject(Reason.INVALID_STATE, "job %s is being cancelled".formatted(job.id()));
      case Ended ended -> hasEnded(ended);
    };
  }

  private Decision changePriority(JobState state, Priority priority, Instant now) {
    return switch (state) {
      case Absent _ -> notFound();
      case Queued _, Running _ ->
          draft(state, now).append(new JobPriorityChanged(priority)).accept();
      case Cancelling(Job job, _, _) ->
          reject(Reason.INVALID_STATE, "job %s is being cancelled".formatted(job.id()));
      case Ended ended -> hasEnded(ended);
    };
  }

  private Decision takeTurn(JobState state, String pool, Precedent precedent, Instant now) {
    return switch (state) {
      case Queued _ when precedent instanceof Precedent.Done(var source, var outputs) ->
          draft(state, now).append(new JobReused(source, outputs)).accept();
      case Queued _, Running _ -> draft(state, now).offerNext(pool).acceptOr("nothing is ready");
      case Absent _, Cancelling _, Ended _ -> new Redundant("the job's turn is over");
    };
  }

  private Decision leaderEnded(JobState state, Precedent precedent, Instant now) {
    return state instanceof Queued && precedent instanceof Precedent.Done(var source, var outputs)
        ? draft(state, now).append(new JobReused(source, outputs)).accept()
        : new Redundant("the job goes its own way");
  }

  /** Everything that is due: a run beyond its time, offers to renew, an overdue cancel. */
  private Decision wakeUp(JobState state, Instant now, Chance chance) {
    if (state instanceof Running running) {
      Optional<Task> overdue = running.job().overdue(policy.maxRunTime(), now);
      if (overdue.isPresent()) {
        return runs.overdue(running, overdue.get(), now, chance);
      }
    }
    Draft draft = draft(state, now);
    switch (state) {
      case Running _ -> draft.renewOffers();
      case Cancelling(_, var reason, Instant since)
          when !since.plus(policy.cancelPatience()).isAfter(now) ->
          draft.append(new JobCancelled(reason));
      case Absent _, Queued _, Cancelling _, Ended _ -> {}
    }
    return draft.acceptOr("nothing is due");
  }

  private Draft draft(JobState state, Instant now) {
    return new Draft(state, policy, now);
  }

  private static boolean belongsToAnother(JobState state, TenantId tenant) {
    return switch (state) {
      case Absent _ -> false;
      case Live live -> !live.job().tenant().equals(tenant);
      case Ended ended -> !ended.tenant().equals(tenant);
    };
  }

  private static Decision hasEnded(Ended ended) {
    return reject(
        Reason.INVALID_STATE,
        "job %s has already ended as %s".formatted(ended.id(), ended.outcome()));
  }

  private static Decision notFound() {
    return reject(Reason.NOT_FOUND, "no such job");
  }

  private static Decision reject(Reason reason, String detail) {
    return new Rejected(reason, detail);
  }
}
