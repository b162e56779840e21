package io.framewright.standalone.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.storm.Ledger.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CheckerTest {

  private static final String KEY = "jobs/1/output.webp";
  private static final String DIGEST = "ab".repeat(32);

  private final UUID job = UUID.randomUUID();
  private final UUID task = UUID.randomUUID();
  private final Ledger ledger = new Ledger();
  private final Promise promise = ledger.promised(job.toString());
  private final List<JobEvent> log = new ArrayList<>();
  private final Map<String, String> objects = new HashMap<>(Map.of(KEY, DIGEST));
  private String status = "completed";
  private int outputs = 1;

  @BeforeAll
  static void vouchForTheRecords() {
    var _ = new AvroCodec<>(Topics.EVENTS, new BundledSchemaCatalogue());
  }

  private List<Violation.Kind> found() {
    Evidence evidence =
        new Evidence() {
          @Override
          public Job shown(String id) {
            return CheckerTest.this.shown(id);
          }

          @Override
          public Optional<String> digest(String key) {
            return Optional.ofNullable(objects.get(key));
          }
        };
    return Checker.check(ledger.promises(), evidence, log).stream().map(Violation::kind).toList();
  }

  private Job shown(String id) {
    Job.Output output = new Job.Output("output.webp", "image/webp", 3);
    return new Job(
        id,
        status,
        "complete",
        100,
        "convert",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.nCopies(outputs, output),
        Optional.empty(),
        MissingNode.getInstance());
  }

  private void happened(UUID of, long sequence, SpecificRecord payload) {
    log.add(
        JobEvent.newBuilder()
            .setMetadata(
                Metadata.newBuilder()
                    .setEventId(UUID.randomUUID())
                    .setJobId(of)
                    .setTenantId("acme")
                    .setSequence(sequence)
                    .setOccurredAt(Instant.EPOCH)
                    .build())
            .setPayload(payload)
            .build());
  }

  private static JobAccepted accepted() {
    return JobAccepted.newBuilder()
        .setOperation("convert")
        .setPriority(JobPriority.NORMAL)
        .setTasks(List.of())
        .setOwner("key")
        .setMaxConcurrentJobs(1)
        .build();
  }

  private static JobCompleted completed() {
    return JobCompleted.newBuilder()
        .setOutputs(
            List.of(
                Rendition.newBuilder()
                    .setName("output.webp")
                    .setKey(KEY)
                    .setContentType("image/webp")
                    .setBytes(3)
                    .setSha256(DIGEST)
                    .build()))
        .build();
  }

  private TaskCompleted taskCompleted() {
    return TaskCompleted.newBuilder()
        .setTaskId(task)
        .setAttempt(1)
        .setRunId(UUID.randomUUID())
        .setOutputs(List.of())
        .setEngine("libvips")
        .build();
  }

  private void wellDone() {
    happened(job, 1, accepted());
    happened(job, 2, taskCompleted());
    happened(job, 3, completed());
  }

  @Test
  void aPromiseThatWasKeptIsNoNews() {
    wellDone();

    assertThat(found()).isEmpty();
  }

  @Test
  void whoCancelsGetsEitherEnd() {
    promise.cancel();
    status = "cancelled";
    outputs = 0;
    happened(job, 1, accepted());
    happened(job, 2, JobCancelled.newBuilder().build());

    assertThat(found()).isEmpty();
  }

  @Test
  void whatIsNotThereIsLost() {
    assertThat(found()).as("no event").containsExactly(Violation.Kind.LOST);

    happened(job, 1, accepted());
    assertThat(found()).as("no end").contains(Violation.Kind.LOST);

    log.clear();
    wellDone();
    objects.clear();
    assertThat(found()).as("no object").containsExactly(Violation.Kind.LOST);

    objects.put(KEY, DIGEST);
    outputs = 0;
    assertThat(found()).as("no output").containsExactly(Violation.Kind.LOST);
  }

  @Test
  void aGoodInputThatFailsIsLost() {
    status = "failed";
    outputs = 0;
    happened(job, 1, accepted());
    happened(
        job,
        2,
        JobFailed.newBuilder()
            .setFailure(
                Failure.newBuilder()
                    .setKind(FailureKind.TRANSIENT)
                    .setCode("PROCESSING_ERROR")
                    .setMessage("it did not work")
                    .build())
            .build());

    assertThat(found()).containsExactly(Violation.Kind.LOST);
  }

  @Test
  void whatHappensAgainIsTwice() {
    wellDone();
    happened(job, 3, completed());
    assertThat(found()).as("two ends").containsOnly(Violation.Kind.TWICE).hasSize(2);

    log.clear();
    happened(job, 1, accepted());
    happened(job, 2, taskCompleted());
    happened(job, 3, taskCompleted());
    happened(job, 4, completed());
    assertThat(found()).as("a task done twice").containsExactly(Violation.Kind.TWICE);

    log.clear();
    wellDone();
    happened(UUID.randomUUID(), 1, accepted());
    assertThat(found()).as("a job that nobody was told of").containsExactly(Violation.Kind.TWICE);
  }

  @Test
  void whatDiffersIsFalse() {
    wellDone();
    objects.put(KEY, "cd".repeat(32));
    assertThat(found()).as("another content").containsExactly(Violation.Kind.FALSE);

    objects.put(KEY, DIGEST);
    status = "processing";
    assertThat(found()).as("another status").containsExactly(Violation.Kind.FALSE);

    status = "completed";
    happened(job, 4, accepted());
    assertThat(found()).as("life after the end").containsExactly(Violation.Kind.FALSE);
  }

  @Test
  void aGapInTheHistoryIsALoss() {
    happened(job, 1, accepted());
    happened(job, 3, completed());

    assertThat(found()).containsExactly(Violation.Kind.LOST);
  }
}
