package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.TaskState.Offered;
import io.framewright.orchestrator.domain.TaskState.Running;
import java.util.Optional;

/** One task of a job: what it is, where it is, and how its attempts went. */
public record Task(TaskSpec spec, TaskState state, Tally tally) {

  /**
   * How many attempts failed.
   *
   * @param failed by the task's own fault, crashes included
   * @param crashed of these, how often the decoder died
   * @param lost by a worker's death, which says nothing about the task
   */
  public record Tally(int failed, int crashed, int lost) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Failure.Kind kind) {
      return switch (kind) {
        case BAD_INPUT, TRANSIENT, RESOURCE -> new Tally(failed + 1, crashed, lost);
        case CRASHED -> new Tally(failed + 1, crashed + 1, lost);
        case LOST -> new Tally(failed, crashed, lost + 1);
      };
    }
  }

  static Task waiting(TaskSpec spec) {
    return new Task(spec, new TaskState.Waiting(), Tally.NONE);
  }

  Task in(TaskState next) {
    return new Task(spec, next, tally);
  }

  Task counting(Failure failure) {
    return new Task(spec, state, tally.plus(failure.kind()));
  }

  boolean isDone() {
    return state instanceof TaskState.Done;
  }

  /** Whether it takes part of its job's share of the pool: offered or running. */
  boolean isOpen() {
    return state instanceof Offered || state instanceof Running;
  }

  /** The run that holds the lease, if one does. */
  public Optional<TaskRun> holder() {
    return state instanceof Running running
        ? Optional.of(new TaskRun(spec.id(), running.attempt(), running.run()))
        : Optional.empty();
  }
}
