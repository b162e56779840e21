package io.framewright.gateway.jobs;

import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.operations.OperationCatalogue;
import io.framewright.schemas.avro.JobCancelRequested;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobPriorityChangeRequested;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Limits;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.schemas.avro.TaskSpec;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the records that the gateway writes. */
@Singleton
final class Commands {

  private final Clock clock;
  private final IdSource ids;

  Commands(Clock clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  JobId newJob() {
    return new JobId(ids.next());
  }

  JobRequested request(Submission submission, String requestKey) {
    Caller caller = submission.caller();
    return JobRequested.newBuilder()
        .setOperation(submission.plan().purpose())
        .setPriority(submission.options().priority())
        .setTasks(List.of(task(submission)))
        .setLimits(
            Limits.newBuilder()
                .setMaxConcurrentJobs(caller.allowance().maxConcurrentJobsOfTenant())
                .setMaxConcurrentJobsOfOwner(caller.allowance().maxConcurrentJobs())
                .setMaxQueuedJobs(caller.allowance().maxQueuedJobs())
                .build())
        .setOwner(caller.owner())
        .setIdempotencyKey(submission.key().map(IdempotencyKey::value).orElse(null))
        .setRequestHash(submission.key().isPresent() ? submission.requestHash() : null)
        .setExternalId(submission.options().externalId().orElse(null))
        .setBatchId(submission.origin().batch().orElse(null))
        .setRetryOf(submission.origin().retryOf().orElse(null))
        .setRequestKey(requestKey)
        .setMemoize(submission.options().memoize())
        .build();
  }

  private TaskSpec task(Submission submission) {
    Plan plan = submission.plan();
    List<TaskInput> inputs = new ArrayList<>();
    inputs.add(input("input", submission.input()));
    submission.overlays().forEach((name, overlay) -> inputs.add(input(name, overlay)));
    return TaskSpec.newBuilder()
        .setTaskId(ids.next())
        .setPool(plan.pool())
        .setOperation(
            Operation.newBuilder()
                .setName(plan.operation())
                .setVersion(plan.version())
                .setParams(OperationCatalogue.canonical(plan.params()))
                .build())
        .setInputs(inputs)
        .build();
  }

  private static TaskInput input(String name, ResolvedInput input) {
    return TaskInput.newBuilder()
        .setName(name)
        .setKey(input.key())
        .setSha256(input.sha256())
        .setBytes(input.bytes())
        .build();
  }

  JobCommand command(TenantId tenant, JobId job, JobPriorityChangeRequested request) {
    return JobCommand.newBuilder()
        .setMetadata(metadata(tenant, job, null))
        .setPayload(request)
        .build();
  }

  JobCommand command(
      TenantId tenant, JobId job, JobRequested request, Optional<String> traceparent) {
    return JobCommand.newBuilder()
        .setMetadata(metadata(tenant, job, traceparent.orElse(null)))
        .setPayload(request)
        .build();
  }

  JobCommand command(TenantId tenant, JobId job, JobCancelRequested request) {
    return JobCommand.newBuilder()
        .setMetadata(metadata(tenant, job, null))
        .setPayload(request)
        .build();
  }

  private Metadata metadata(TenantId tenant, JobId job, @Nullable String traceparent) {
    UUID id = ids.next();
    return Metadata.newBuilder()
        .setEventId(id)
        .setJobId(job.value())
        .setTenantId(tenant.value())
        .setSequence(0)
        .setCorrelationId(id)
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setTraceparent(traceparent)
        .build();
  }
}
