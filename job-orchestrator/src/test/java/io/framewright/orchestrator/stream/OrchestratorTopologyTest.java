package io.framewright.orchestrator.stream;

import static io.framewright.orchestrator.stream.Harness.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.orchestrator.codec.EventReader;
import io.framewright.orchestrator.domain.Evolver;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.RejectionReason;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskOffered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestratorTopologyTest {

  private final Job job = Job.next();
  private final Run run = Run.of(job, 1);
  private Harness harness;

  @BeforeEach
  void open(@TempDir Path directory) {
    harness = new Harness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void startRun() {
    harness.command(Records.submit(job));
    harness.report(Records.started(run));
  }

  @Test
  void aSubmittedJobIsAcceptedAndOfferedAtOnce() {
    JobCommand command = Records.submit(job);
    harness.command(command);

    TestRecord<String, TaskOffered> offer = harness.records(Topics.IMAGE_OFFERS).getFirst();
    assertThat(offer.key()).isEqualTo(job.task().toString());
    assertThat(offer.value().getAttempt()).isEqualTo(1);
    assertThat(offer.value().getNotAfter()).isEqualTo(Harness.START.plusSeconds(60));
    assertThat(offer.value().getTask().getInputs().getFirst().getKey()).isEqualTo("assets/1");
    assertThat(harness.history(job)).containsExactly("JobAccepted", "TaskDispatched");
  }

  @Test
  void eventsCarryWhoWhenAndWhy() {
    JobCommand command = Records.submit(job);
    harness.command(command);

    TestRecord<String, JobEvent> accepted = harness.records(Topics.EVENTS).getFirst();
    Metadata metadata = accepted.value().getMetadata();
    assertThat(accepted.key()).isEqualTo(job.id().toString());
    assertThat(metadata.getCausationId()).isEqualTo(command.getMetadata().getEventId());
    assertThat(metadata.getCorrelationId()).isEqualTo(command.getMetadata().getEventId());
    assertThat(metadata.getTraceparent()).isEqualTo(command.getMetadata().getTraceparent());
    assertThat(metadata.getOccurredAt()).isEqualTo(Harness.START);
    assertThat(header(accepted, "ce_type")).isEqualTo("io.framewright.JobAccepted");
    assertThat(header(accepted, "ce_id")).isEqualTo(metadata.getEventId().toString());
    assertThat(header(accepted, "ce_source")).isEqualTo("/framewright/job-orchestrator");
  }

  @Test
  void aJobRunsToItsEndInOneGaplessHistory() {
    startRun();
    harness.report(Records.completed(run));

    assertThat(harness.history(job))
        .containsExactly(
            "JobAccepted", "TaskDispatched", "TaskStarted", "TaskCompleted", "JobCompleted");
    assertThat(harness.log())
        .extracting(event -> event.getMetadata().getSequence())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
    assertThat(harness.log())
        .extracting(event -> event.getMetadata().getEventId())
        .doesNotHaveDuplicates();
  }

  @Test
  void theLogFoldsToTheEnd() {
    startRun();
    harness.report(Records.completed(run));

    JobState state = new JobState.Absent();
    for (JobEvent event : harness.log()) {
      state = Evolver.evolve(state, EventReader.event(event), event.getMetadata().getOccurredAt());
    }
    assertThat(state)
        .isInstanceOfSatisfying(
            JobState.Ended.class,
            ended -> assertThat(ended.outcome()).isEqualTo(JobState.Outcome.COMPLETED));
  }

  @Test
  void aSilentRunLosesItsLeaseAndTheNextAttemptFollows() {
    startRun();
    harness.pass(Duration.ofSeconds(10));
    harness.progress(Records.heartbeat(run));
    harness.pass(Duration.ofSeconds(14));
    assertThat(harness.history(job)).hasSize(3);

    harness.pass(Duration.ofSeconds(3));
    assertThat(harness.history(job))
        .containsExactly(
            "JobAccepted", "TaskDispatched", "TaskStarted", "TaskRetryScheduled", "TaskDispatched");
    assertThat(harness.values(Topics.IMAGE_OFFERS).getLast().getAttempt()).isEqualTo(2);

    harness.progress(Records.heartbeat(run));
    assertThat(harness.values(Topics.CONTROL))
        .singleElement()
        .satisfies(order -> {
          assertThat(order.getRunId()).isEqualTo(run.id());
          assertThat(order.getReason()).isEqualTo("superseded");
        });
  }

  @Test
  void aStrayRunIsToldAtMostOnceInFiveSeconds() {
    harness.progress(Records.heartbeat(run));
    harness.progress(Records.heartbeat(run));
    assertThat(harness.values(Topics.CONTROL)).hasSize(1);

    harness.pass(Duration.ofSeconds(5));
    harness.progress(Records.heartbeat(run));
    assertThat(harness.values(Topics.CONTROL)).hasSize(1);
  }

  @Test
  void aRunThatHasToldHowFarItIsStallsAfterAMinute() {
    startRun();
    harness.progress(Records.heartbeat(run, Stage.PROCESSING, 10));
    harness.progress(Records.heartbeat(run, Stage.PROCESSING, 20));
    beat(Stage.PROCESSING, 20, 59);
    assertThat(harness.history(job)).endsWith("TaskStarted");
    beat(Stage.PROCESSING, 20, 2);
    assertThat(harness.history(job)).contains("TaskRetryScheduled");
    assertThat(harness.values(Topics.CONTROL))
        .extracting(CancelTask::getRunId, CancelTask::getReason)
        .contains(tuple(run.id(), "superseded"));
  }

  @Test
  void aRunThatNeverTellsHasAQuarterOfAnHour() {
    startRun();
    beat(Stage.DOWNLOADING, 5, 899);
    assertThat(harness.history(job)).endsWith("TaskStarted");
    beat(Stage.PROCESSING, 35, 899);
    assertThat(harness.history(job)).endsWith("TaskStarted");
    beat(Stage.PROCESSING, 35, 2);
    assertThat(harness.history(job)).contains("TaskRetryScheduled");
  }

  @Test
  void aRunThatSaysHowFastItIsLivesWithoutKnowingHowFar() {
    startRun();
    for (int second = 0; second < 1_000; second++) {
      harness.progress(Records.heartbeat(run, 24 + second / 1_000.0));
      harness.pass(Duration.ofSeconds(1));
    }
    assertThat(harness.history(job)).endsWith("TaskStarted");
  }

  private void beat(Stage stage, double percent, int seconds) {
    for (int second = 0; second < seconds; second++) {
      harness.progress(Records.heartbeat(run, stage, percent));
      harness.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void aFailedAttemptWaitsForItsBackOff() {
    startRun();
    harness.report(Records.failed(run, FailureKind.TRANSIENT));
    assertThat(harness.history(job)).endsWith("TaskRetryScheduled");

    harness.pass(Duration.ofSeconds(1));
    assertThat(harness.history(job)).endsWith("TaskRetryScheduled", "TaskDispatched");
  }

  @Test
  void aRunningJobIsCancelledWhenItsRunHasStopped() {
    startRun();
    harness.command(Records.cancel(job));
    assertThat(harness.history(job)).endsWith("JobCancelling");
    assertThat(harness.values(Topics.CONTROL))
        .extracting(CancelTask::getRunId, CancelTask::getReason)
        .containsExactly(tuple(run.id(), "cancelled"));

    harness.pass(Duration.ofSeconds(31));
    assertThat(harness.history(job)).endsWith("JobCancelling", "JobCancelled");
  }

  @Test
  void aRepeatedRequestGetsTheSameJobAndAnotherBodyIsRefused() {
    harness.command(Records.submit(job, "key", "hash"));
    harness.command(Records.submit(Job.next(), "key", "hash"));
    harness.command(Records.submit(Job.next(), "key", "another"));

    assertThat(harness.values(Topics.REJECTIONS))
        .extracting(CommandRejected::getReason, CommandRejected::getExistingJobId)
        .containsExactly(
            tuple(RejectionReason.DUPLICATE_REQUEST, job.id()),
            tuple(RejectionReason.IDEMPOTENCY_KEY_REUSED, job.id()));
    assertThat(harness.log())
        .extracting(event -> event.getMetadata().getJobId())
        .containsOnly(job.id());
  }

  @Test
  void aRefusalNamesTheCommand() {
    JobCommand cancel = Records.cancel(job);
    harness.command(cancel);

    assertThat(harness.records(Topics.REJECTIONS))
        .singleElement()
        .satisfies(rejection -> {
          assertThat(rejection.key()).isEqualTo(Records.TENANT);
          assertThat(rejection.value().getCommandId()).isEqualTo(cancel.getMetadata().getEventId());
          assertThat(rejection.value().getReason()).isEqualTo(RejectionReason.NOT_FOUND);
        });
  }

  @Test
  void aJobWaitsUntilItsTenantHasRoomAndAFullQueueRefuses() {
    Job first = Job.next(1, 1);
    Job second = Job.next(1, 1);
    Job third = Job.next(1, 1);
    Run firstRun = Run.of(first, 1);
    List.of(first, second, third).forEach(it -> harness.command(Records.submit(it)));
    assertThat(harness.history(second)).containsExactly("JobAccepted");
    assertThat(harness.values(Topics.REJECTIONS))
        .extracting(CommandRejected::getReason)
        .containsExactly(RejectionReason.TOO_MANY_QUEUED_JOBS);

    harness.report(Records.started(firstRun));
    harness.report(Records.completed(firstRun));
    assertThat(harness.history(second)).containsExactly("JobAccepted", "TaskDispatched");
  }

  @Test
  void aCancelledWaitingJobLeavesTheQueue() {
    Job first = Job.next(1, 5);
    Job second = Job.next(1, 5);
    Job third = Job.next(1, 5);
    List.of(first, second, third).forEach(it -> harness.command(Records.submit(it)));
    harness.command(Records.cancel(second));
    harness.command(Records.cancel(first));
    assertThat(harness.history(second)).containsExactly("JobAccepted", "JobCancelled");
    assertThat(harness.history(third)).containsExactly("JobAccepted", "TaskDispatched");
  }

  @Test
  void anUnstartedOfferIsRenewedWithTheSameAttempt() {
    harness.command(Records.submit(job));
    harness.pass(Duration.ofSeconds(51));
    assertThat(harness.values(Topics.IMAGE_OFFERS))
        .extracting(TaskOffered::getAttempt)
        .containsExactly(1, 1);
  }

  @Test
  void anEndedJobIsRememberedForADay() {
    startRun();
    harness.report(Records.completed(run));
    harness.leap(Duration.ofHours(23));
    harness.command(Records.cancel(job));
    harness.leap(Duration.ofHours(2));
    harness.command(Records.cancel(job));
    assertThat(harness.values(Topics.REJECTIONS))
        .extracting(CommandRejected::getReason)
        .containsExactly(RejectionReason.INVALID_STATE, RejectionReason.NOT_FOUND);
  }

  @Test
  void bytesThatMakeNoSenseAreBuriedWhereTheyCanBeFound() {
    harness.raw(Topics.COMMANDS, "rubbish".getBytes(UTF_8));
    harness.command(Records.submit(job));

    assertThat(harness.raw(Topics.ORCHESTRATOR_DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.key()).isEqualTo(Records.TENANT);
          assertThat(letter.value()).isEqualTo("rubbish".getBytes(UTF_8));
          assertThat(header(letter, "dlq_topic")).isEqualTo(Topics.COMMANDS.name());
          assertThat(header(letter, "dlq_offset")).isEqualTo("0");
          assertThat(header(letter, "dlq_partition")).isEqualTo("0");
          assertThat(header(letter, "dlq_reason")).isNotBlank();
        });
    assertThat(harness.history(job)).hasSize(2);
  }
}
