package io.framewright.metadata.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A view in the making; lives for one event and never leaves the fold. */
final class JobDraft {

  private final JobView before;
  private final List<TaskView> tasks;
  private final List<String> warnings;
  private JobStatus status;
  private JobStage stage;
  private Priority priority;
  private List<OutputView> outputs;
  private @Nullable Instant startedAt;
  private @Nullable Instant completedAt;
  private @Nullable UUID reusedFrom;
  private @Nullable ErrorView error;

  JobDraft(JobView before) {
    this.before = before;
    this.tasks = new ArrayList<>(before.tasks());
    this.warnings = new ArrayList<>(before.warnings());
    this.status = before.status();
    this.stage = before.stage();
    this.priority = before.priority();
    this.outputs = before.outputs();
    this.startedAt = before.startedAt();
    this.completedAt = before.completedAt();
    this.reusedFrom = before.reusedFrom();
    this.error = before.error();
  }

  void priority(Priority next) {
    priority = next;
  }

  void task(UUID id, UnaryOperator<TaskView> change) {
    tasks.replaceAll(task -> task.id().equals(id) ? change.apply(task) : task);
  }

  void add(List<TaskView> more) {
    tasks.addAll(more);
  }

  /** Queues the tasks that waited for nothing else. */
  void releaseWaiting() {
    List<UUID> done =
        tasks.stream().filter(t -> t.status() == TaskStatus.DONE).map(TaskView::id).toList();
    tasks.replaceAll(task ->
        task.status() == TaskStatus.WAITING && done.containsAll(task.needs())
            ? task.with(TaskStatus.QUEUED)
            : task);
  }

  void started(Instant at) {
    status = JobStatus.PROCESSING;
    if (startedAt == null) {
      startedAt = at;
    }
  }

  /** A job that is being cancelled shows nothing else until it has ended. */
  void stage(JobStage next) {
    if (stage != JobStage.CANCELLING) {
      stage = next;
    }
  }

  boolean anyTaskIs(TaskStatus wanted) {
    return tasks.stream().anyMatch(task -> task.status() == wanted);
  }

  void cancelling() {
    status = JobStatus.PROCESSING;
    stage = JobStage.CANCELLING;
  }

  void warn(List<String> more) {
    warnings.addAll(more);
  }

  void outputs(List<OutputView> made) {
    outputs = made;
  }

  void reusedFrom(UUID source) {
    reusedFrom = source;
  }

  void failed(ErrorView why) {
    error = why;
  }

  void ended(JobStatus as, Instant at) {
    status = as;
    stage = JobStage.COMPLETE;
    completedAt = at;
    tasks.replaceAll(task -> task.ended() ? task : task.with(TaskStatus.SKIPPED));
  }

  JobView finish(long sequence, Instant at) {
    return new JobView(
        before.id(),
        before.tenantId(),
        before.owner(),
        status,
        stage,
        priority,
        before.operation(),
        before.createdAt(),
        startedAt,
        completedAt,
        at,
        JobView.attempt(tasks),
        before.batchId(),
        before.externalId(),
        before.retryOf(),
        reusedFrom,
        warnings,
        outputs,
        error,
        before.requestKey(),
        sequence,
        before.terms(),
        null,
        tasks);
  }
}
