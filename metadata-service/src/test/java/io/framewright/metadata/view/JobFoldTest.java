package io.framewright.metadata.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.metadata.Events;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCancelling;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobPriorityChanged;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.schemas.avro.TaskFailed;
import io.framewright.schemas.avro.TaskRequeued;
import io.framewright.schemas.avro.TaskRetryScheduled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobFoldTest {

  private final Events job = new Events("acme");

  @Test
  void anAcceptedJobIsQueued() {
    JobView view = fold(job.accepted());
    assertThat(view.id()).isEqualTo(job.job);
    assertThat(view.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(view.stage()).isEqualTo(JobStage.QUEUED);
    assertThat(view.createdAt()).isEqualTo(Events.at(1));
    assertThat(view.attempt()).isEqualTo(1);
    assertThat(view.externalId()).isEqualTo("order-7");
    assertThat(view.tasks())
        .containsExactly(
            new TaskView(job.task, "image", "image.convert", TaskStatus.QUEUED, 1, List.of()));
  }

  @Test
  void anOfferedTaskLeavesTheJobQueued() {
    JobView view = fold(job.accepted(), job.dispatched(1));
    assertThat(view.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(status(view)).isEqualTo(TaskStatus.OFFERED);
  }

  @Test
  void theFirstStartIsWhenTheJobStarted() {
    JobView view =
        fold(job.accepted(), job.dispatched(1), job.started(1), retry(2), job.started(2));
    assertThat(view.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(view.stage()).isEqualTo(JobStage.PROCESSING);
    assertThat(view.startedAt()).isEqualTo(Events.at(3));
    assertThat(view.attempt()).isEqualTo(2);
  }

  @Test
  void aRetryIsNoFailure() {
    JobView view = fold(job.accepted(), job.dispatched(1), job.started(1), retry(2));
    assertThat(view.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(view.stage()).isEqualTo(JobStage.RETRYING);
    assertThat(view.error()).isNull();
    assertThat(status(view)).isEqualTo(TaskStatus.RETRYING);
  }

  @Test
  void aTaskThatIsGivenBackWaitsAgain() {
    JobView view =
        fold(
            job.accepted(),
            job.started(1),
            job.next(
                TaskRequeued.newBuilder()
                    .setTaskId(job.task)
                    .setAttempt(1)
                    .setReason("draining")
                    .build()));
    assertThat(view.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(view.stage()).isEqualTo(JobStage.QUEUED);
    assertThat(view.attempt()).isEqualTo(1);
  }

  @Test
  void aCompletedJobShowsItsOutputsAndWarnings() {
    JobView view = fold(job.wholeLife().toArray(JobEvent[]::new));
    assertThat(view.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(view.stage()).isEqualTo(JobStage.COMPLETE);
    assertThat(view.completedAt()).isEqualTo(Events.at(5));
    assertThat(view.warnings()).containsExactly("no ICC profile");
    assertThat(view.outputs()).extracting(OutputView::name).containsExactly("output.webp");
    assertThat(status(view)).isEqualTo(TaskStatus.DONE);
  }

  @Test
  void aFailedJobSaysWhy() {
    JobView view =
        fold(
            job.accepted(),
            job.started(1),
            job.next(
                TaskFailed.newBuilder()
                    .setTaskId(job.task)
                    .setAttempt(1)
                    .setFailure(Events.failure("INPUT_TRUNCATED"))
                    .build()),
            job.next(JobFailed.newBuilder().setFailure(Events.failure("INPUT_TRUNCATED")).build()));
    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.error())
        .isEqualTo(new ErrorView("INPUT_TRUNCATED", "it ends too early", "upload it again"));
    assertThat(status(view)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void aJobThatIsBeingCancelledShowsNothingElseUntilItHasEnded() {
    JobView cancelling = fold(job.accepted(), cancelling(), job.started(1));
    assertThat(cancelling.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(cancelling.stage()).isEqualTo(JobStage.CANCELLING);
    JobView cancelled = JobFold.apply(cancelling, cancelled());
    assertThat(cancelled).isNotNull();
    assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(status(cancelled)).isEqualTo(TaskStatus.SKIPPED);
  }

  @Test
  void anEndedJobKeepsItsOutcome() {
    List<JobEvent> events = new ArrayList<>(job.wholeLife());
    events.add(cancelled());
    JobView view = fold(events.toArray(JobEvent[]::new));
    assertThat(view.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(view.sequence()).isEqualTo(6);
  }

  @Test
  void aReusedJobNamesItsSource() {
    UUID source = UUID.randomUUID();
    JobView view =
        fold(
            job.accepted(),
            job.next(
                JobReused.newBuilder()
                    .setSourceJobId(source)
                    .setOutputs(List.of(job.rendition()))
                    .build()));
    assertThat(view.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(view.reusedFrom()).isEqualTo(source);
    assertThat(view.outputs()).hasSize(1);
  }

  @Test
  void theLastPriorityCounts() {
    JobView view =
        fold(
            job.accepted(),
            job.next(JobPriorityChanged.newBuilder().setPriority(JobPriority.HIGH).build()));
    assertThat(view.priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void aTaskWaitsForWhatItNeedsAndForTasksThatWereAddedLater() {
    UUID stitch = UUID.randomUUID();
    UUID added = UUID.randomUUID();
    JobEvent accepted =
        job.accepted(
            "video.transcode",
            JobPriority.NORMAL,
            List.of(
                Events.spec(job.task, "split", List.of()),
                Events.spec(stitch, "stitch", List.of(job.task))));
    assertThat(fold(accepted).tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.QUEUED, TaskStatus.WAITING);
    JobEvent done =
        job.next(
            TaskCompleted.newBuilder((TaskCompleted) job.taskCompleted().getPayload())
                .setMoreTasks(List.of(Events.spec(added, "probe", List.of(stitch))))
                .build());
    assertThat(fold(accepted, done).tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.DONE, TaskStatus.QUEUED, TaskStatus.WAITING);
  }

  @Test
  void anEventAboutAnUnknownJobBeginsNone() {
    assertThat(JobFold.apply(null, job.started(1))).isNull();
  }

  @Test
  void duplicatesAndStragglersChangeNothing() {
    List<JobEvent> events = job.wholeLife();
    JobView once = fold(events.toArray(JobEvent[]::new));
    long seed = System.nanoTime();
    List<JobEvent> again = new ArrayList<>(events);
    Collections.shuffle(again, new Random(seed));
    JobView view = once;
    for (JobEvent event : again) {
      view = JobFold.apply(view, event);
    }
    assertThat(view).as("seed %d", seed).isSameAs(once);
  }

  private JobEvent retry(int attempt) {
    return job.next(
        TaskRetryScheduled.newBuilder()
            .setTaskId(job.task)
            .setAttempt(attempt)
            .setNotBefore(Events.START)
            .setFailure(Events.failure("STORAGE_ERROR"))
            .build());
  }

  private JobEvent cancelling() {
    return job.next(JobCancelling.newBuilder().build());
  }

  private JobEvent cancelled() {
    return job.next(JobCancelled.newBuilder().build());
  }

  private static TaskStatus status(JobView view) {
    return view.tasks().getFirst().status();
  }

  private static JobView fold(JobEvent... events) {
    @Nullable JobView view = null;
    for (JobEvent event : events) {
      view = JobFold.apply(view, event);
    }
    assertThat(view).isNotNull();
    return view;
  }
}
