package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.ClientCommand;
import io.framewright.orchestrator.domain.Command.EraseTenant;
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
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
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
      case TakeTurn _ -> takeTurn(state, now);
      case WakeUp _ -> wakeUp(state, now);
    };
  }

  private Decision submit(JobState state, SubmitJob submit, Instant now) {
    return switch (state) {
      case Absent _ ->
          TaskGraph.problem(List.of(), submit.request().tasks(), policy)
              .map(problem -> reject(Reason.INVALID_COMMAND, problem))
              .orElseGet(() ->
                  draft(state, now)
                      .append(new JobAccepted(submit.job(), submit.tenant(), submit.request()))
                      .accept());
      case Live _, Ended _ -> new Redundant("job %s was accepted before".formatted(submit.job()));
    };
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

  private Decision takeTurn(JobState state, Instant now) {
    return switch (state) {
      case Queued _ -> draft(state, now).dispatchReady().accept();
      case Absent _, Running _, Cancelling _, Ended _ -> new Redundant("the job's turn is over");
    };
  }

  /** Everything that is due: renewed offers, attempts after their back-off, an overdue cancel. */
  private Decision wakeUp(JobState state, Instant now) {
    Draft draft = draft(state, now);
    switch (state) {
      case Running _ -> draft.renewOffers().dispatchReady();
      case Cancelling(_, var reason, Instant since)
          when !since.plus(policy.cancelPatience()).isAfter(now) ->
          draft.append(new JobCancelled(reason));
      case Absent _, Queued _, Cancelling _, Ended _ -> {}
    }
    return draft.isEmpty() ? new Redundant("nothing is due") : draft.accept();
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
