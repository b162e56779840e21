package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a job waits for. The times follow from the state, so there is one timer per job and none
 * that outlives its cause.
 */
public final class Agenda {

  private final Policy policy;

  public Agenda(Policy policy) {
    this.policy = policy;
  }

  /**
   * When the job next wants to be woken.
   *
   * @param now what is ready by then waits for its turn, not for the clock
   */
  public Optional<Instant> next(JobState state, Instant now) {
    return switch (state) {
      case Absent _, Queued _, Ended _ -> Optional.empty();
      case Running(Job job) ->
          job.tasks().values().stream()
              .flatMap(task -> next(task, now).stream())
              .min(Comparator.naturalOrder());
      case Cancelling(_, _, Instant since) -> Optional.of(since.plus(policy.cancelPatience()));
    };
  }

  private Optional<Instant> next(Task task, Instant now) {
    return switch (task.state()) {
      case TaskState.Offered(_, Instant notAfter, _) ->
          Optional.of(notAfter.minus(policy.renewal()));
      case TaskState.Queued(_, Instant notBefore) when notBefore.isAfter(now) ->
          Optional.of(notBefore);
      case TaskState.Running running -> Optional.of(running.since().plus(policy.maxRunTime()));
      case TaskState.Queued _, TaskState.Waiting _, TaskState.Done _, TaskState.Failed _ ->
          Optional.empty();
    };
  }
}
