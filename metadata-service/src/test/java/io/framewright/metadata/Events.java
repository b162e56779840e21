package io.framewright.metadata;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.schemas.avro.TaskDispatched;
import io.framewright.schemas.avro.TaskRetryScheduled;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.schemas.avro.TaskStarted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Events of one job with one task, numbered as they are asked for. */
public final class Events {

  static {
    // Avro's builders make objects of our records only after the codec has vouched for them.
    var _ = new AvroCodec<>(Topics.EVENTS, new BundledSchemaCatalogue());
  }

  public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  public final UUID job;
  public final UUID task = UUID.randomUUID();
  public final String tenant;
  private long sequence;

  public Events(String tenant) {
    this(tenant, UUID.randomUUID());
  }

  public Events(String tenant, UUID job) {
    this.tenant = tenant;
    this.job = job;
  }

  /** The next event; each happens a second after the one before. */
  public JobEvent next(SpecificRecord payload) {
    sequence++;
    return JobEvent.newBuilder()
        .setMetadata(
            Metadata.newBuilder()
                .setEventId(UUID.randomUUID())
                .setJobId(job)
                .setTenantId(tenant)
                .setSequence(sequence)
                .setOccurredAt(at(sequence))
                .build())
        .setPayload(payload)
        .build();
  }

  /** When the event of that sequence happened. */
  public static Instant at(long sequence) {
    return START.plusSeconds(sequence);
  }

  public JobEvent accepted() {
    return accepted("image.convert", JobPriority.NORMAL);
  }

  public JobEvent accepted(String operation, JobPriority priority) {
    return accepted(operation, priority, List.of(spec(task, operation, List.of())));
  }

  public JobEvent accepted(String operation, JobPriority priority, List<TaskSpec> tasks) {
    return next(
        JobAccepted.newBuilder()
            .setOperation(operation)
            .setPriority(priority)
            .setTasks(tasks)
            .setOwner("key:test")
            .setMaxConcurrentJobs(4)
            .setExternalId("order-7")
            .setRequestKey("requests/%s/%s.json".formatted(tenant, job))
            .build());
  }

  /** One that waits for the same work of another job. */
  public JobEvent following(UUID leader) {
    JobEvent event = accepted();
    return JobEvent.newBuilder(event)
        .setPayload(
            JobAccepted.newBuilder((JobAccepted) event.getPayload()).setFollows(leader).build())
        .build();
  }

  public JobEvent retried(Instant notBefore) {
    return next(
        TaskRetryScheduled.newBuilder()
            .setTaskId(task)
            .setAttempt(2)
            .setNotBefore(notBefore)
            .setFailure(failure("ENGINE_FAILED"))
            .build());
  }

  public static TaskSpec spec(UUID id, String operation, List<UUID> needs) {
    return TaskSpec.newBuilder()
        .setTaskId(id)
        .setPool("image")
        .setOperation(
            Operation.newBuilder().setName(operation).setVersion(1).setParams("{}").build())
        .setInputs(List.of())
        .setNeeds(needs)
        .build();
  }

  public JobEvent dispatched(int attempt) {
    return next(
        TaskDispatched.newBuilder()
            .setTaskId(task)
            .setAttempt(attempt)
            .setNotAfter(START.plusSeconds(600))
            .build());
  }

  public JobEvent started(int attempt) {
    return next(
        TaskStarted.newBuilder()
            .setTaskId(task)
            .setAttempt(attempt)
            .setRunId(UUID.randomUUID())
            .setWorkerId("worker-1")
            .build());
  }

  public JobEvent taskCompleted() {
    return next(
        TaskCompleted.newBuilder()
            .setTaskId(task)
            .setAttempt(1)
            .setRunId(UUID.randomUUID())
            .setOutputs(List.of(rendition()))
            .setEngine("libvips 8.18")
            .setWarnings(List.of("no ICC profile"))
            .setInputMedia("{\"input\":{\"width\":4000,\"exif.make\":\"Acme\"}}")
            .build());
  }

  public JobEvent completed() {
    return next(JobCompleted.newBuilder().setOutputs(List.of(rendition())).build());
  }

  /** Accepted, dispatched, started, task completed, completed. */
  public List<JobEvent> wholeLife() {
    return List.of(accepted(), dispatched(1), started(1), taskCompleted(), completed());
  }

  public Rendition rendition() {
    return Rendition.newBuilder()
        .setName("output.webp")
        .setKey("jobs/%s/%s/output.webp".formatted(job, task))
        .setContentType("image/webp")
        .setBytes(1234)
        .setSha256("ab".repeat(32))
        .setWidth(800)
        .setHeight(600)
        .setMedia("{\"format\":\"webp\",\"width\":800}")
        .build();
  }

  public static Failure failure(String code) {
    return Failure.newBuilder()
        .setKind(FailureKind.BAD_INPUT)
        .setCode(code)
        .setMessage("it ends too early")
        .setHint("upload it again")
        .build();
  }
}
