package io.framewright.metadata.view;

import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCancelling;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobPriorityChanged;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.schemas.avro.TaskDispatched;
import io.framewright.schemas.avro.TaskFailed;
import io.framewright.schemas.avro.TaskRequeued;
import io.framewright.schemas.avro.TaskRetryScheduled;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.schemas.avro.TaskStarted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into the view of a job. Pure and total: an event that is older than the view changes
 * nothing, nor does one about a job whose beginning is unknown.
 */
public final class JobFold {

  private JobFold() {}

  /**
   * One event, without what only the log needs.
   *
   * @param sequence place in the job's history, from 1
   * @param payload a branch of the event's union
   */
  public record Fact(UUID job, String tenant, long sequence, Instant at, Object payload) {

    static Fact of(JobEvent event) {
      Metadata metadata = event.getMetadata();
      return new Fact(
          metadata.getJobId(),
          metadata.getTenantId(),
          metadata.getSequence(),
          metadata.getOccurredAt(),
          event.getPayload());
    }
  }

  /** The view after one more event, as {@link #apply(JobView, Fact)} has it. */
  public static @Nullable JobView apply(@Nullable JobView view, JobEvent event) {
    return apply(view, Fact.of(event));
  }

  /**
   * The view after one more event.
   *
   * @return {@code view} itself when the event is no news to it; null when there is no view and the
   *     event begins none
   */
  public static @Nullable JobView apply(@Nullable JobView view, Fact fact) {
    if (view == null) {
      return fact.payload() instanceof JobAccepted accepted ? begin(fact, accepted) : null;
    }
    if (fact.sequence() <= view.sequence()) {
      return view;
    }
    JobDraft draft = new JobDraft(view);
    if (!view.status().terminal()) {
      evolve(draft, fact.payload(), fact.at());
    }
    return draft.finish(fact.sequence(), fact.at());
  }

  private static JobView begin(Fact fact, JobAccepted accepted) {
    return new JobView(
        fact.job(),
        fact.tenant(),
        accepted.getOwner(),
        JobStatus.QUEUED,
        JobStage.QUEUED,
        priority(accepted.getPriority()),
        accepted.getOperation(),
        fact.at(),
        null,
        null,
        fact.at(),
        1,
        accepted.getBatchId(),
        accepted.getExternalId(),
        accepted.getRetryOf(),
        null,
        List.of(),
        List.of(),
        null,
        accepted.getRequestKey(),
        fact.sequence(),
        Terms.of(accepted),
        null,
        tasks(accepted.getTasks()));
  }

  private static void evolve(JobDraft job, Object payload, Instant at) {
    switch (payload) {
      case JobPriorityChanged changed -> job.priority(priority(changed.getPriority()));
      case TaskDispatched task ->
          job.task(task.getTaskId(), t -> t.with(TaskStatus.OFFERED, task.getAttempt()));
      case TaskStarted task -> start(job, task, at);
      case TaskRetryScheduled task -> {
        job.task(task.getTaskId(), t -> t.with(TaskStatus.RETRYING, task.getAttempt()));
        job.stage(JobStage.RETRYING);
      }
      case TaskRequeued task -> requeue(job, task);
      case TaskCompleted task -> {
        job.task(task.getTaskId(), t -> t.with(TaskStatus.DONE, task.getAttempt()));
        job.warn(task.getWarnings());
        job.add(tasks(task.getMoreTasks()));
        job.releaseWaiting();
      }
      case TaskFailed task ->
          job.task(task.getTaskId(), t -> t.with(TaskStatus.FAILED, task.getAttempt()));
      case JobCancelling _ -> job.cancelling();
      case JobCompleted completed -> {
        job.outputs(outputs(completed.getOutputs()));
        job.ended(JobStatus.COMPLETED, at);
      }
      case JobFailed failed -> {
        job.failed(ErrorView.of(failed.getFailure()));
        job.ended(JobStatus.FAILED, at);
      }
      case JobCancelled _ -> job.ended(JobStatus.CANCELLED, at);
      case JobReused reused -> {
        job.outputs(outputs(reused.getOutputs()));
        job.reusedFrom(reused.getSourceJobId());
        job.ended(JobStatus.COMPLETED, at);
      }
      // A second JobAccepted, or a branch that a newer writer added: it moves the sequence only.
      default -> {}
    }
  }

  private static void start(JobDraft job, TaskStarted task, Instant at) {
    job.task(task.getTaskId(), t -> t.with(TaskStatus.RUNNING, task.getAttempt()));
    job.started(at);
    job.stage(JobStage.PROCESSING);
  }

  private static void requeue(JobDraft job, TaskRequeued task) {
    job.task(task.getTaskId(), t -> t.with(TaskStatus.QUEUED, task.getAttempt()));
    if (!job.anyTaskIs(TaskStatus.RUNNING)) {
      job.stage(JobStage.QUEUED);
    }
  }

  private static List<OutputView> outputs(List<Rendition> renditions) {
    return renditions.stream().map(OutputView::of).toList();
  }

  private static List<TaskView> tasks(List<TaskSpec> specs) {
    return specs.stream().map(TaskView::of).toList();
  }

  private static Priority priority(JobPriority priority) {
    return switch (priority) {
      case LOW -> Priority.LOW;
      case NORMAL -> Priority.NORMAL;
      case HIGH -> Priority.HIGH;
    };
  }
}
