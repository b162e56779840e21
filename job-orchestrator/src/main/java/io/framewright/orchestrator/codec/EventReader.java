package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Event;
import io.framewright.orchestrator.domain.JobRequest;
import io.framewright.orchestrator.domain.RunResult;
import io.framewright.orchestrator.domain.TaskRun;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCancelling;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobPriorityChanged;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.schemas.avro.TaskDispatched;
import io.framewright.schemas.avro.TaskFailed;
import io.framewright.schemas.avro.TaskRequeued;
import io.framewright.schemas.avro.TaskRetryScheduled;
import io.framewright.schemas.avro.TaskStarted;
import java.util.Optional;
import java.util.UUID;

/** Events of the log as events of the domain, to fold a history. */
public final class EventReader {

  private EventReader() {}

  /**
   * @throws IllegalArgumentException if the payload is of a kind that this release does not know
   */
  public static Event event(JobEvent record) {
    return switch (record.getPayload()) {
      case JobAccepted accepted -> accepted(record.getMetadata(), accepted);
      case JobPriorityChanged it ->
          new Event.JobPriorityChanged(TaskCodec.priority(it.getPriority()));
      case TaskDispatched it ->
          new Event.TaskDispatched(new TaskId(it.getTaskId()), it.getAttempt(), it.getNotAfter());
      case TaskStarted it ->
          new Event.TaskStarted(
              run(it.getTaskId(), it.getAttempt(), it.getRunId()), it.getWorkerId());
      case TaskRetryScheduled it ->
          new Event.TaskRetryScheduled(
              new TaskId(it.getTaskId()),
              it.getAttempt(),
              it.getNotBefore(),
              TaskCodec.failure(it.getFailure()));
      case TaskRequeued it ->
          new Event.TaskRequeued(new TaskId(it.getTaskId()), it.getAttempt(), it.getReason());
      case TaskCompleted completed -> completed(completed);
      case TaskFailed it ->
          new Event.TaskFailed(
              new TaskId(it.getTaskId()), it.getAttempt(), TaskCodec.failure(it.getFailure()));
      case JobCancelling it -> new Event.JobCancelling(Optional.ofNullable(it.getReason()));
      case JobCompleted it -> new Event.JobCompleted(TaskCodec.renditions(it.getOutputs()));
      case JobFailed it -> new Event.JobFailed(TaskCodec.failure(it.getFailure()));
      case JobCancelled it -> new Event.JobCancelled(Optional.ofNullable(it.getReason()));
      case JobReused it ->
          new Event.JobReused(
              new JobId(it.getSourceJobId()), TaskCodec.renditions(it.getOutputs()));
      case Object other ->
          throw new IllegalArgumentException(
              "this release knows no event %s".formatted(other.getClass().getSimpleName()));
    };
  }

  private static Event accepted(Metadata metadata, JobAccepted it) {
    return new Event.JobAccepted(
        new JobId(metadata.getJobId()),
        new TenantId(metadata.getTenantId()),
        new JobRequest(
            it.getOperation(),
            TaskCodec.priority(it.getPriority()),
            TaskCodec.specs(it.getTasks()),
            it.getOwner(),
            it.getMaxConcurrentJobs(),
            Optional.ofNullable(it.getMaxConcurrentJobsOfOwner()),
            Optional.ofNullable(it.getIdempotencyKey()),
            Optional.ofNullable(it.getRequestHash()),
            Optional.ofNullable(it.getExternalId()),
            Optional.ofNullable(it.getBatchId()),
            Optional.ofNullable(it.getRetryOf()),
            Optional.ofNullable(it.getRequestKey()),
            it.getMemoize()),
        Optional.ofNullable(it.getFollows()).map(JobId::new));
  }

  private static Event completed(TaskCompleted it) {
    return new Event.TaskCompleted(
        run(it.getTaskId(), it.getAttempt(), it.getRunId()),
        new RunResult(
            TaskCodec.renditions(it.getOutputs()),
            it.getEngine(),
            it.getWarnings(),
            it.getEngineSeconds(),
            Optional.ofNullable(it.getInputMedia()),
            TaskCodec.specs(it.getMoreTasks())));
  }

  private static TaskRun run(UUID task, int attempt, UUID run) {
    return new TaskRun(new TaskId(task), attempt, new RunId(run));
  }
}
