package io.framewright.worker.run;

import io.framewright.platform.ids.IdSource;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunReleased;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes what runs say about themselves. Each method's future ends when the brokers have it, or
 * exceptionally; the methods themselves do not throw.
 */
public final class RunReports {

  private final RecordProducer producer;
  private final String workerId;
  private final String engine;
  private final IdSource ids;
  private final InstantSource clock;

  /**
   * @param engine name, version and build digest of what the worker's runs use
   */
  public RunReports(
      RecordProducer producer, String workerId, String engine, IdSource ids, InstantSource clock) {
    this.producer = producer;
    this.workerId = workerId;
    this.engine = engine;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param idle how long the slot had waited for the offer
   */
  public CompletableFuture<RecordMetadata> started(RunIdentity run, Duration idle) {
    return send(
        run,
        RunStarted.newBuilder()
            .setWorkerId(workerId)
            .setEngine(engine)
            .setIdleMs(idle.toMillis())
            .build());
  }

  public CompletableFuture<RecordMetadata> failed(RunIdentity run, Failure failure) {
    return send(run, RunFailed.newBuilder().setFailure(failure).build());
  }

  public CompletableFuture<RecordMetadata> released(RunIdentity run, String reason) {
    return send(run, RunReleased.newBuilder().setReason(reason).build());
  }

  /**
   * @param payload a branch of {@link TaskReport}'s union
   */
  CompletableFuture<RecordMetadata> send(RunIdentity run, SpecificRecord payload) {
    Metadata metadata = run.metadata(ids.next(), clock.instant());
    TaskReport report =
        TaskReport.newBuilder()
            .setMetadata(metadata)
            .setTaskId(run.task().value())
            .setAttempt(run.attempt())
            .setRunId(run.run().value())
            .setPayload(payload)
            .build();
    return attempt(
        () -> producer.send(Topics.REPORTS, run.tenant().value(), report, metadata, payload));
  }

  CompletableFuture<RecordMetadata> progress(RunIdentity run, Progress progress) {
    Metadata metadata = run.metadata(ids.next(), clock.instant());
    TaskProgress record =
        TaskProgress.newBuilder()
            .setMetadata(metadata)
            .setTaskId(run.task().value())
            .setAttempt(run.attempt())
            .setRunId(run.run().value())
            .setWorkerId(workerId)
            .setStage(progress.stage())
            .setPercent(progress.percent())
            .setFps(progress.fps())
            .setSpeed(progress.factor())
            .setEtaSeconds(progress.etaSeconds())
            .build();
    return attempt(
        () -> producer.send(Topics.PROGRESS, run.tenant().value(), record, metadata, record));
  }

  private static CompletableFuture<RecordMetadata> attempt(
      Supplier<CompletableFuture<RecordMetadata>> send) {
    try {
      return send.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
