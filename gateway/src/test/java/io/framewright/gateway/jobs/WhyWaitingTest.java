package io.framewright.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.metadata.WaitingView;
import io.framewright.schemas.avro.WorkerStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhyWaitingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID LEADER = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final WorkerStatus IDLE = worker("ready", 0);
  private static final WorkerStatus BUSY = worker("ready", 2);

  @Test
  void whatRunsOrHasEndedDoesNotWait() {
    WhyWaiting runs = why(view(job("processing", "processing", null, "running")), BUSY);
    WhyWaiting ended = why(view(job("completed", "complete", null, "done")), BUSY);
    WhyWaiting cancelling = why(view(job("processing", "cancelling", null, "offered")), BUSY);

    assertThat(List.of(runs.waiting(), ended.waiting(), cancelling.waiting())).containsOnly(false);
    assertThat(runs.message()).isEqualTo("The job runs.");
    assertThat(ended.message()).isEqualTo("The job has ended: it is completed.");
    assertThat(cancelling.message()).isEqualTo("The job is being cancelled.");
  }

  @Test
  void aFollowerWaitsForItsLeaderOnly() {
    WaitingView follows = view(job("queued", "queued", null, "queued"), LEADER, "processing", 20);

    assertThat(codes(why(follows))).containsExactly("same_work");
    assertThat(why(follows).message()).contains(LEADER.toString());
  }

  @Test
  void aFollowerWhoseLeaderHasFailedWaitsLikeOthers() {
    WaitingView alone = view(job("queued", "queued", 1, "queued"), LEADER, "failed", 0);

    assertThat(codes(why(alone, IDLE))).containsExactly("next");
  }

  @Test
  void limitsAndPlacesAreToldWithTheirNumbers() {
    WhyWaiting why = why(view(job("queued", "queued", 4, "queued"), null, null, 20), BUSY);

    assertThat(codes(why)).containsExactly("key_limit", "tenant_limit", "line", "turns", "slots");
    assertThat(why.message())
        .isEqualTo(
            "10 jobs of its key run, and 10 may at once."
                + " 20 jobs of its tenant run, and 20 may at once."
                + " 3 of your jobs come before it."
                + " Other tenants wait as well: each has one turn after the other."
                + " All 2 slots for image tasks are taken.");
    assertThat(why.reasons().getFirst().numbers()).containsEntry("running", 10L);
    assertThat(why.queuePosition()).isEqualTo(4);
    assertThat(why.pool()).isEqualTo("image");
  }

  @Test
  void whatIsOfferedWaitsForAWorkerOnly() {
    WaitingView offered = view(job("queued", "queued", 2, "offered"), null, null, 20);

    assertThat(codes(why(offered, BUSY))).containsExactly("slots");
    assertThat(codes(why(offered))).containsExactly("no_worker");
    assertThat(codes(why(offered, worker("refusing", 0)))).containsExactly("no_worker_takes");
    assertThat(why(offered, worker("refusing", 0)).message()).contains("(refusing)");
    assertThat(why(offered, IDLE).message())
        .isEqualTo("2 of 2 slots for image tasks are free: it is about to begin.");
  }

  @Test
  void aRetryWaitsUntilItIsDue() {
    JobView job = job("processing", "retrying", null, "retrying");

    assertThat(why(retry(job, NOW.plusMillis(3_500)), IDLE).message())
        .isEqualTo("An attempt failed; the next one begins in 4 s.");
    assertThat(codes(why(retry(job, NOW.minusSeconds(1)), IDLE))).containsExactly("next");
  }

  private static WhyWaiting why(WaitingView view, WorkerStatus... workers) {
    return WhyWaiting.of(view, List.of(workers), NOW);
  }

  private static List<String> codes(WhyWaiting why) {
    return why.reasons().stream().map(WhyWaiting.Reason::code).toList();
  }

  private static WaitingView view(JobView job) {
    return view(job, null, null, 0);
  }

  /** As many jobs run as there are given, half of them of the key; 20 and 10 may. */
  private static WaitingView view(
      JobView job, @Nullable UUID follows, @Nullable String leader, int running) {
    return new WaitingView(
        job,
        new WaitingView.Terms("image", follows, 20, 10),
        leader,
        running,
        running / 2,
        running > 0,
        null);
  }

  private static WaitingView retry(JobView job, Instant notBefore) {
    return new WaitingView(
        job, new WaitingView.Terms("image", null, 20, null), null, 1, 1, false, notBefore);
  }

  private static WorkerStatus worker(String state, int busy) {
    return WorkerStatus.newBuilder()
        .setWorkerId("image-1")
        .setPool("image")
        .setSlots(2)
        .setBusy(busy)
        .setState(state)
        .setEngine("libvips")
        .setCapabilities("{}")
        .setOccurredAt(NOW)
        .build();
  }

  private static JobView job(
      String status, String stage, @Nullable Integer position, String taskStatus) {
    return new JobView(
        UUID.fromString("018f0000-0000-7000-8000-000000000002"),
        "key",
        status,
        stage,
        "normal",
        "convert",
        NOW.minusSeconds(60),
        null,
        null,
        null,
        1,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        3,
        position,
        List.of(new JobView.TaskView(LEADER, "image", "image.convert", taskStatus, 1)));
  }
}
