package io.framewright.orchestrator;

import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobCancelRequested;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Limits;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.schemas.avro.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What gateway and workers write. */
public final class Records {

  public static final String TENANT = "acme";

  private Records() {}

  /**
   * One job of one task, in a tenant that may run so many at once.
   *
   * @param content digest of its input; jobs with the same do the same work
   */
  public record Job(
      UUID id, UUID task, int maxConcurrentJobs, int maxQueuedJobs, String content, String tenant) {
    public static Job next() {
      return next(4, 100);
    }

    public static Job next(int maxConcurrentJobs, int maxQueuedJobs) {
      UUID task = UUID.randomUUID();
      return new Job(
          UUID.randomUUID(), task, maxConcurrentJobs, maxQueuedJobs, task.toString(), TENANT);
    }

    /** Another job that does the same work. */
    public Job twin() {
      return new Job(
          UUID.randomUUID(), UUID.randomUUID(), maxConcurrentJobs, maxQueuedJobs, content, tenant);
    }

    public Job of(String otherTenant) {
      return new Job(id, task, maxConcurrentJobs, maxQueuedJobs, content, otherTenant);
    }
  }

  /** One hold on one attempt. */
  public record Run(Job job, int attempt, UUID id) {
    public static Run of(Job job, int attempt) {
      return new Run(job, attempt, UUID.randomUUID());
    }
  }

  public static Metadata metadata(Job job) {
    return Metadata.newBuilder()
        .setEventId(UUID.randomUUID())
        .setJobId(job.id())
        .setTenantId(job.tenant())
        .setOccurredAt(Instant.parse("2026-11-22T10:00:00Z"))
        .setTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .build();
  }

  public static JobCommand submit(Job job) {
    return submit(job, null, null);
  }

  public static JobCommand submit(
      Job job, @Nullable String idempotencyKey, @Nullable String requestHash) {
    return command(
        job,
        JobRequested.newBuilder()
            .setOperation("convert")
            .setPriority(JobPriority.NORMAL)
            .setTasks(List.of(task(job)))
            .setLimits(
                Limits.newBuilder()
                    .setMaxConcurrentJobs(job.maxConcurrentJobs())
                    .setMaxQueuedJobs(job.maxQueuedJobs())
                    .build())
            .setOwner("key-1")
            .setIdempotencyKey(idempotencyKey)
            .setRequestHash(requestHash)
            .build());
  }

  /** A request that wants its work done anew. */
  public static JobCommand unshared(Job job) {
    JobRequested shared = (JobRequested) submit(job).getPayload();
    return command(job, JobRequested.newBuilder(shared).setMemoize(false).build());
  }

  private static TaskSpec task(Job job) {
    return TaskSpec.newBuilder()
        .setTaskId(job.task())
        .setPool("image")
        .setOperation(new Operation("image.convert", 1, "{\"format\":\"webp\"}"))
        .setInputs(
            List.of(
                TaskInput.newBuilder()
                    .setName("input")
                    .setKey("assets/1")
                    .setSha256(job.content())
                    .setBytes(5L)
                    .build()))
        .build();
  }

  public static JobCommand cancel(Job job) {
    return command(job, JobCancelRequested.newBuilder().setReason("wrong file").build());
  }

  private static JobCommand command(Job job, SpecificRecord payload) {
    return JobCommand.newBuilder().setMetadata(metadata(job)).setPayload(payload).build();
  }

  public static TaskReport started(Run run) {
    return report(run, new RunStarted("worker-1", "vips 8.18", 0L));
  }

  public static TaskReport started(Run run, String engine) {
    return report(run, new RunStarted("worker-1", engine, 0L));
  }

  public static TaskReport completed(Run run) {
    return report(
        run,
        RunCompleted.newBuilder()
            .setOutputs(
                List.of(
                    Rendition.newBuilder()
                        .setName("output.webp")
                        .setKey("renditions/1/output.webp")
                        .setContentType("image/webp")
                        .setBytes(3)
                        .setSha256("00aa")
                        .setWidth(4)
                        .setHeight(2)
                        .build()))
            .setEngine("vips 8.18")
            .setWarnings(List.of("no alpha"))
            .setEngineSeconds(0.25)
            .setInputMedia("{}")
            .build());
  }

  public static TaskReport failed(Run run, FailureKind kind) {
    return report(
        run,
        new RunFailed(
            Failure.newBuilder()
                .setKind(kind)
                .setCode("STORAGE_ERROR")
                .setMessage("it did not work")
                .build()));
  }

  private static TaskReport report(Run run, SpecificRecord payload) {
    return TaskReport.newBuilder()
        .setMetadata(metadata(run.job()))
        .setTaskId(run.job().task())
        .setAttempt(run.attempt())
        .setRunId(run.id())
        .setPayload(payload)
        .build();
  }

  public static TaskProgress heartbeat(Run run) {
    return heartbeat(run, Stage.PROCESSING, 50);
  }

  /** A heartbeat of a run that does not know how much there is to do. */
  public static TaskProgress heartbeat(Run run, double fps) {
    return TaskProgress.newBuilder(heartbeat(run, Stage.PROCESSING, 35)).setFps(fps).build();
  }

  public static TaskProgress heartbeat(Run run, Stage stage, double percent) {
    return TaskProgress.newBuilder()
        .setMetadata(metadata(run.job()))
        .setTaskId(run.job().task())
        .setAttempt(run.attempt())
        .setRunId(run.id())
        .setWorkerId("worker-1")
        .setStage(stage)
        .setPercent(percent)
        .build();
  }
}
