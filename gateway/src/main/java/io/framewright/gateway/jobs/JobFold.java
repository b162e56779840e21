package io.framewright.gateway.jobs;

import io.framewright.gateway.metadata.JobView;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskStarted;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A young job as its own events tell it, before the read models show it. */
final class JobFold {

  private JobFold() {}

  /** A job from its first event. */
  static JobView accepted(JobEvent event) {
    if (event.getPayload() instanceof JobAccepted accepted) {
      return queued(
          event.getMetadata(),
          accepted.getOwner(),
          accepted.getPriority(),
          accepted.getOperation(),
          accepted.getBatchId(),
          accepted.getExternalId(),
          accepted.getRetryOf(),
          accepted.getRequestKey());
    }
    throw new IllegalArgumentException("a job begins with JobAccepted");
  }

  /** A job that is asked for and not decided. */
  static JobView requested(Metadata metadata, JobRequested request) {
    return queued(
        metadata,
        request.getOwner(),
        request.getPriority(),
        request.getOperation(),
        request.getBatchId(),
        request.getExternalId(),
        request.getRetryOf(),
        request.getRequestKey());
  }

  private static JobView queued(
      Metadata metadata,
      String owner,
      JobPriority priority,
      String operation,
      @Nullable UUID batchId,
      @Nullable String externalId,
      @Nullable UUID retryOf,
      @Nullable String requestKey) {
    return new JobView(
        metadata.getJobId(),
        owner,
        "queued",
        "queued",
        priority.name().toLowerCase(Locale.ROOT),
        operation,
        metadata.getOccurredAt(),
        null,
        null,
        metadata.getOccurredAt(),
        1,
        batchId,
        externalId,
        retryOf,
        null,
        List.of(),
        List.of(),
        null,
        requestKey,
        metadata.getSequence(),
        null,
        List.of());
  }

  /** The job after one more event; events that change nothing that is shown leave it as it is. */
  static JobView after(JobView job, JobEvent event) {
    Instant at = event.getMetadata().getOccurredAt();
    long sequence = event.getMetadata().getSequence();
    return switch (event.getPayload()) {
      case TaskStarted _ ->
          shown(job, "processing", "processing", at, null, null, null, sequence, null);
      case JobCompleted done ->
          shown(job, "completed", "complete", null, at, done.getOutputs(), null, sequence, null);
      case JobReused reused ->
          shown(
              job,
              "completed",
              "complete",
              null,
              at,
              reused.getOutputs(),
              null,
              sequence,
              reused.getSourceJobId());
      case JobFailed failed ->
          shown(job, "failed", "complete", null, at, null, failed.getFailure(), sequence, null);
      case JobCancelled _ ->
          shown(job, "cancelled", "complete", null, at, null, null, sequence, null);
      default -> job; // the union of Avro is no sealed type
    };
  }

  private static JobView shown(
      JobView job,
      String status,
      String stage,
      @Nullable Instant started,
      @Nullable Instant ended,
      @Nullable List<Rendition> outputs,
      @Nullable Failure failure,
      long sequence,
      @Nullable UUID reusedFrom) {
    return new JobView(
        job.id(),
        job.owner(),
        status,
        stage,
        job.priority(),
        job.operation(),
        job.createdAt(),
        job.startedAt() == null ? started : job.startedAt(),
        ended,
        ended == null ? started : ended,
        job.attempt(),
        job.batchId(),
        job.externalId(),
        job.retryOf(),
        reusedFrom,
        job.warnings(),
        outputs == null ? job.outputs() : outputs.stream().map(JobView.Output::of).toList(),
        failure == null ? null : JobView.Problem.of(failure),
        job.requestKey(),
        sequence,
        null,
        job.tasks());
  }
}
