package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a job waits for. The times follow from the state, so there is one timer per job and none
 * that outlives its cause.
 */
public final class Agenda {

  private final Policy policy;

  public Agenda(Policy policy) {
    this.policy = policy;
  }

  /** When the job next wants to be woken; for an ended one, when it may be forgotten. */
  public Optional<Instant> next(JobState state) {
    return switch (state) {
      case Absent _, Queued _ -> Optional.empty();
      case Running(Job job) ->
          job.tasks().values().stream()
              .flatMap(task -> next(job, task))
              .min(Comparator.naturalOrder());
      case Cancelling(_, _, Instant since) -> Optional.of(since.plus(policy.cancelPatience()));
      case Ended ended -> Optional.of(ended.at().plus(policy.retention()));
    };
  }

  private Stream<Instant> next(Job job, Task task) {
    return switch (task.state()) {
      case TaskState.Offered(_, Instant notAfter) -> Stream.of(notAfter.minus(policy.renewal()));
      case TaskState.Queued(_, Instant notBefore) when job.openTasks() < policy.maxOpenTasks() ->
          Stream.of(notBefore);
      case TaskState.Queued _,
          TaskState.Waiting _,
          TaskState.Running _,
          TaskState.Done _,
          TaskState.Failed _ ->
          Stream.empty();
    };
  }
}
