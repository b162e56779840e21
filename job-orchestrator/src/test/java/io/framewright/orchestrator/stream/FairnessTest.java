package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.TaskOffered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's ten thousand jobs delay another's one by at most its own share. */
class FairnessTest {

  private static final int MANY = 10_000;
  private static final int SLOTS = 2;
  private static final Duration SERVICE = Duration.ofSeconds(2);

  private final Map<UUID, Job> byTask = new HashMap<>();
  private final Queue<TaskOffered> offers = new ArrayDeque<>();

  @Test
  void theSecondTenantStartsWithinTwoServiceSlots(@TempDir Path directory) {
    try (Harness harness = new Harness(directory)) {
      for (int i = 0; i < MANY; i++) {
        submit(harness, Job.next(MANY, MANY));
      }
      List<Job> served = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        served.addAll(serve(harness));
      }
      assertThat(served).as("the pool was busy").hasSize(10 * SLOTS);
      Job single = Job.next(1, 1).of("b");
      submit(harness, single);
      List<Job> next = new ArrayList<>(serve(harness));
      next.addAll(serve(harness));
      assertThat(next).contains(single);
    }
  }

  private void submit(Harness harness, Job job) {
    byTask.put(job.task(), job);
    harness.command(Records.submit(job));
  }

  private Job job(TaskOffered offer) {
    return Optional.ofNullable(byTask.get(offer.getTask().getTaskId())).orElseThrow();
  }

  /** The pool's workers start what was offered first, and complete it in their own time. */
  private List<Job> serve(Harness harness) {
    offers.addAll(harness.values(Topics.IMAGE_OFFERS));
    List<Run> runs = new ArrayList<>();
    while (runs.size() < SLOTS && !offers.isEmpty()) {
      Run run = Run.of(job(offers.remove()), 1);
      harness.report(Records.started(run));
      runs.add(run);
    }
    harness.pass(SERVICE);
    runs.forEach(run -> harness.report(Records.completed(run)));
    return runs.stream().map(Run::job).toList();
  }
}
