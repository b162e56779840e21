package io.framewright.worker.run;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.TaskOffered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which run of which attempt, and what led to it: what every report of the run repeats.
 *
 * @param attempt from 1
 * @param causation event_id of the offer
 */
public record RunIdentity(
    TenantId tenant,
    JobId job,
    TaskId task,
    int attempt,
    RunId run,
    @Nullable UUID causation,
    @Nullable UUID correlation,
    @Nullable String traceparent) {

  /** A new run for an offered attempt. */
  public static RunIdentity of(TaskOffered offer, RunId run) {
    Metadata metadata = offer.getMetadata();
    return new RunIdentity(
        new TenantId(metadata.getTenantId()),
        new JobId(metadata.getJobId()),
        new TaskId(offer.getTask().getTaskId()),
        offer.getAttempt(),
        run,
        metadata.getEventId(),
        metadata.getCorrelationId(),
        metadata.getTraceparent());
  }

  Metadata metadata(UUID event, Instant now) {
    return Metadata.newBuilder()
        .setEventId(event)
        .setJobId(job.value())
        .setTenantId(tenant.value())
        .setCausationId(causation)
        .setCorrelationId(correlation)
        .setTraceparent(traceparent)
        .setOccurredAt(now)
        .build();
  }
}
