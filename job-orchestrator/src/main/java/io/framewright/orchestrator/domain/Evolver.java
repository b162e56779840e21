package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobFailed;
import io.framewright.orchestrator.domain.Event.JobPriorityChanged;
import io.framewright.orchestrator.domain.Event.JobReused;
import io.framewright.orchestrator.domain.Event.TaskCompleted;
import io.framewright.orchestrator.domain.Event.TaskDispatched;
import io.framewright.orchestrator.domain.Event.TaskFailed;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import io.framewright.orchestrator.domain.Event.TaskStarted;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Outcome;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Folds events into states. It takes every event as it is and never refuses: what makes no sense
 * was never decided, and what is decided stays decided under later rules.
 */
public final class Evolver {

  private Evolver() {}

  /**
   * The state after one more event.
   *
   * @param at when it happened
   */
  public static JobState evolve(JobState state, Event event, Instant at) {
    return switch (state) {
      case Absent absent -> event instanceof JobAccepted accepted ? accepted(accepted, at) : absent;
      case Live live -> evolveLive(live.with(live.job().next()), event, at);
      case Ended ended -> ended.next();
    };
  }

  private static JobState accepted(JobAccepted event, Instant at) {
    Job job =
        new Job(
            event.job(),
            event.tenant(),
            Acceptance.of(event, at),
            event.request().priority(),
            new LinkedHashMap<>(),
            1);
    return new Queued(unblocked(gaining(job, event.request().tasks())));
  }

  private static JobState evolveLive(Live state, Event event, Instant at) {
    Job job = state.job();
    return switch (event) {
      case JobAccepted _ -> state;
      case JobPriorityChanged(var priority) -> state.with(job.withPriority(priority));
      case TaskDispatched offer ->
          started(state).with(job.withTask(offer.task(), it -> it.in(offered(it, offer, at))));
      case TaskStarted(var run, var worker) ->
          state.with(
              job.withTask(
                  run.task(),
                  it -> it.in(new TaskState.Running(run.attempt(), run.run(), worker, at))));
      case TaskRetryScheduled retry ->
          state.with(
              job.withTask(
                  retry.task(),
                  it ->
                      it.counting(retry.failure())
                          .in(new TaskState.Queued(retry.attempt(), retry.notBefore()))));
      case TaskRequeued again ->
          state.with(
              job.withTask(again.task(), it -> it.in(TaskState.Queued.atOnce(again.attempt()))));
      case TaskCompleted completed -> state.with(completed(job, completed));
      case TaskFailed failed ->
          state.with(
              job.withTask(
                  failed.task(),
                  it -> it.counting(failed.failure()).in(new TaskState.Failed(failed.attempt()))));
      case JobCancelling(var reason) -> new Cancelling(job, reason, at);
      case JobCompleted _, JobReused _ -> ended(job, Outcome.COMPLETED, at);
      case JobFailed _ -> ended(job, Outcome.FAILED, at);
      case JobCancelled _ -> ended(job, Outcome.CANCELLED, at);
    };
  }

  private static Live started(Live state) {
    return switch (state) {
      case Queued(Job job) -> new Running(job);
      case Running running -> running;
      case Cancelling cancelling -> cancelling;
    };
  }

  /** A renewed offer has waited since the first one of its attempt. */
  private static TaskState offered(Task task, TaskDispatched offer, Instant at) {
    Instant since =
        task.state() instanceof TaskState.Offered earlier && earlier.attempt() == offer.attempt()
            ? earlier.since()
            : at;
    return new TaskState.Offered(offer.attempt(), offer.notAfter(), since);
  }

  private static Job completed(Job job, TaskCompleted event) {
    TaskRun run = event.run();
    RunResult result = event.result();
    TaskState done =
        new TaskState.Done(run.attempt(), run.run(), result.outputs(), result.engine());
    Job advanced = job.withTask(run.task(), task -> task.in(done));
    return unblocked(gaining(advanced, result.moreTasks()));
  }

  private static Job gaining(Job job, List<TaskSpec> specs) {
    return job.withTasks(specs.stream().map(Task::waiting).toList());
  }

  /** Queues each waiting task whose prerequisites are all done. */
  private static Job unblocked(Job job) {
    return job.withTasks(
        job.tasks().values().stream()
            .filter(task -> task.state() instanceof TaskState.Waiting)
            .filter(task ->
                task.spec().prerequisites().stream()
                    .allMatch(needed -> job.task(needed).filter(Task::isDone).isPresent()))
            .map(task -> task.in(TaskState.Queued.atOnce(1)))
            .toList());
  }

  private static Ended ended(Job job, Outcome outcome, Instant at) {
    return new Ended(job.id(), job.tenant(), outcome, at, job.sequence());
  }
}
