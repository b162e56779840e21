package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.orchestrator.codec.EventReader;
import io.framewright.orchestrator.domain.Evolver;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskOffered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients and workers say anything in any order, twice, late or never, and the orchestrator dies in
 * between. After every step the log of each job, folded from its beginning, is the state that the
 * orchestrator keeps, and a model of what may follow what ({@link LegalHistory}) finds nothing
 * wrong. When the storm is over and somebody works again, every job ends, exactly once.
 */
class StormTest {

  private static final int STEPS = 250;
  private static final int MOST_JOBS = 25;

  private final Map<UUID, Job> jobs = new HashMap<>();
  private final Map<UUID, Job> byTask = new HashMap<>();
  private final List<TaskOffered> offers = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final Map<UUID, JobState> folded = new HashMap<>();
  private final Map<UUID, LegalHistory> histories = new HashMap<>();
  private int read;

  static List<Long> seeds() {
    Random random = new Random();
    return List.of(1L, random.nextLong(), random.nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyJobEndsExactlyOnce(long seed, @TempDir Path directory) {
    Random random = new Random(seed);
    try (Harness harness = new Harness(directory)) {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(40) == 0) {
          harness.restart();
        }
        act(harness, random);
        check(harness);
      }
      calm(harness);
    }
    assertThat(folded.values())
        .as("seed %s", seed)
        .hasSameSizeAs(histories.values())
        .allSatisfy(state -> assertThat(state).isInstanceOf(JobState.Ended.class));
  }

  private void act(Harness harness, Random random) {
    offers.addAll(harness.values(Topics.IMAGE_OFFERS));
    switch (random.nextInt(12)) {
      case 0, 1 -> submit(harness, random);
      case 2 -> any(jobs.values(), random).ifPresent(job -> harness.command(Records.submit(job)));
      case 3 -> any(jobs.values(), random).ifPresent(job -> harness.command(Records.cancel(job)));
      case 4, 5, 6 -> any(offers, random).ifPresent(offer -> start(harness, offer));
      case 7 ->
          any(runs, random)
              .ifPresent(run -> harness.progress(Records.heartbeat(run, Stage.PROCESSING, 5)));
      case 8 -> any(runs, random).ifPresent(run -> harness.report(Records.completed(run)));
      case 9 ->
          any(runs, random).ifPresent(run -> harness.report(Records.failed(run, anyKind(random))));
      case 10 -> harness.pass(Duration.ofSeconds(random.nextInt(25)));
      default -> any(runs, random).ifPresent(run -> harness.report(Records.started(run)));
    }
  }

  private void submit(Harness harness, Random random) {
    if (jobs.size() >= MOST_JOBS) {
      return;
    }
    Job job =
        random.nextInt(3) == 0
            ? any(jobs.values(), random).map(Job::twin).orElseGet(() -> Job.next(3, 100))
            : Job.next(3, 100);
    jobs.put(job.id(), job);
    byTask.put(job.task(), job);
    harness.command(Records.submit(job));
  }

  private void start(Harness harness, TaskOffered offer) {
    Run run = Run.of(job(offer), offer.getAttempt());
    runs.add(run);
    harness.report(Records.started(run));
  }

  private Job job(TaskOffered offer) {
    return Optional.ofNullable(byTask.get(offer.getTask().getTaskId())).orElseThrow();
  }

  private static FailureKind anyKind(Random random) {
    return List.of(FailureKind.values()).get(random.nextInt(FailureKind.values().length));
  }

  private static <T> Optional<T> any(Iterable<T> things, Random random) {
    List<T> all = new ArrayList<>();
    things.forEach(all::add);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Collections.sort(all, (one, other) -> one.toString().compareTo(other.toString()));
    return Optional.of(all.get(random.nextInt(all.size())));
  }

  /** The log is legal, gapless, and folds to what the orchestrator keeps. */
  private void check(Harness harness) {
    List<JobEvent> log = harness.log();
    for (JobEvent event : log.subList(read, log.size())) {
      UUID id = event.getMetadata().getJobId();
      histories.computeIfAbsent(id, _ -> new LegalHistory()).next(event.getPayload());
      JobState before = folded.getOrDefault(id, new JobState.Absent());
      JobState after =
          Evolver.evolve(before, EventReader.event(event), event.getMetadata().getOccurredAt());
      assertThat(event.getMetadata().getSequence()).isEqualTo(before.sequence() + 1);
      folded.put(id, after);
    }
    read = log.size();
    folded.forEach((id, state) -> assertThat(harness.kept(id)).isEqualTo(state));
  }

  /** One worker that does all it is offered, and stops what it is told to stop. */
  private void calm(Harness harness) {
    for (int round = 0; round < 400 && !allEnded(); round++) {
      for (TaskOffered offer : harness.values(Topics.IMAGE_OFFERS)) {
        Run run = Run.of(job(offer), offer.getAttempt());
        harness.report(Records.started(run));
        List<UUID> told =
            harness.values(Topics.CONTROL).stream().map(CancelTask::getRunId).toList();
        if (!told.contains(run.id())) {
          harness.report(Records.completed(run));
        }
      }
      harness.pass(Duration.ofSeconds(5));
      check(harness);
    }
  }

  private boolean allEnded() {
    return folded.values().stream().allMatch(JobState.Ended.class::isInstance);
  }
}
