package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobReused;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that was done, or is under way, is not done again. */
class ReuseTest {

  private final Job job = Job.next(20, 100);
  private final Job twin = job.twin();
  private Harness harness;

  @BeforeEach
  void open(@TempDir Path directory) {
    harness = new Harness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void submit(Job asked) {
    harness.command(Records.submit(asked));
  }

  private Run start(Job started) {
    Run run = Run.of(started, 1);
    harness.report(Records.started(run));
    return run;
  }

  private void complete(Job completed) {
    harness.report(Records.completed(start(completed)));
  }

  private <P> P payload(Job of, Class<P> type) {
    return harness.log().stream()
        .filter(event -> event.getMetadata().getJobId().equals(of.id()))
        .map(event -> event.getPayload())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aResultIsUsedAgainAtOnce() {
    submit(job);
    complete(job);
    submit(twin);
    assertThat(harness.history(twin)).containsExactly("JobAccepted", "JobReused");
    JobReused reused = payload(twin, JobReused.class);
    assertThat(reused.getSourceJobId()).isEqualTo(job.id());
    assertThat(reused.getOutputs().getFirst().getKey()).isEqualTo("renditions/1/output.webp");
  }

  @Test
  void whoeverComesWhileItIsUnderWayFollows() {
    submit(job);
    submit(twin);
    assertThat(harness.history(twin)).containsExactly("JobAccepted");
    assertThat(payload(twin, JobAccepted.class).getFollows()).isEqualTo(job.id());
    complete(job);
    assertThat(harness.history(twin)).containsExactly("JobAccepted", "JobReused");
  }

  @Test
  void aFollowerOfACancelledJobGoesItsOwnWayAndLeadsTheNext() {
    submit(job);
    submit(twin);
    harness.pass(Duration.ofSeconds(1));
    Job third = job.twin();
    submit(third);
    harness.command(Records.cancel(job));
    assertThat(harness.history(twin)).endsWith("TaskDispatched");
    assertThat(harness.history(third)).endsWith("TaskDispatched");
    Job fourth = job.twin();
    submit(fourth);
    assertThat(payload(fourth, JobAccepted.class).getFollows()).isEqualTo(twin.id());
    complete(twin);
    assertThat(harness.history(fourth)).endsWith("JobReused");
  }

  @Test
  void aFollowerOfAFailedJobIsNotFailedWithIt() {
    submit(job);
    submit(twin);
    harness.report(Records.failed(start(job), FailureKind.BAD_INPUT));
    assertThat(harness.history(job)).endsWith("JobFailed");
    assertThat(harness.history(twin)).endsWith("TaskDispatched");
  }

  @Test
  void aFollowerCanBeCancelledAlone() {
    submit(job);
    submit(twin);
    harness.command(Records.cancel(twin));
    complete(job);
    assertThat(harness.history(twin)).containsExactly("JobAccepted", "JobCancelled");
    assertThat(harness.history(job)).endsWith("JobCompleted");
  }

  @Test
  void aJobThatWaitsForItsTurnTakesAResultThatCameMeanwhile() {
    Job first = Job.next(1, 100);
    submit(first);
    Job leader = first.twin();
    submit(leader);
    assertThat(payload(leader, JobAccepted.class).getFollows()).isEqualTo(first.id());
    complete(first);
    assertThat(harness.history(leader)).endsWith("JobReused");
  }

  @Test
  void otherWorkOtherTenantsAndTheUnwillingAreNotServed() {
    submit(job);
    complete(job);
    Job other = Job.next();
    submit(other);
    assertThat(harness.history(other)).endsWith("TaskDispatched");
    complete(other);
    Job stranger = job.twin().of("stranger");
    submit(stranger);
    assertThat(harness.history(stranger)).endsWith("TaskDispatched");
    Job unwilling = job.twin();
    harness.command(Records.unshared(unwilling));
    assertThat(harness.history(unwilling)).endsWith("TaskDispatched");
  }

  @Test
  void aResultOfAnotherEngineDoesNotCount() {
    submit(job);
    complete(job);
    Job other = Job.next();
    submit(other);
    harness.report(Records.started(Run.of(other, 1), "vips 9"));
    submit(twin);
    assertThat(harness.history(twin)).endsWith("TaskDispatched");
  }

  @Test
  void aResultIsForgottenAfterItsTime() {
    submit(job);
    complete(job);
    harness.leap(Duration.ofHours(12).minusMinutes(1));
    Job early = job.twin();
    submit(early);
    assertThat(harness.history(early)).endsWith("JobReused");
    harness.leap(Duration.ofMinutes(2));
    Job late = job.twin();
    submit(late);
    assertThat(harness.history(late)).endsWith("TaskDispatched");
  }
}
