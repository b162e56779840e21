package io.framewright.metadata.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.metadata.Events;
import io.framewright.metadata.ServiceUnderTest;
import io.framewright.metadata.projection.EventBatch;
import io.framewright.metadata.projection.EventBatch.Move;
import io.framewright.metadata.projection.ProjectionStore.Outcome;
import io.framewright.metadata.view.JobStatus;
import io.framewright.metadata.view.JobView;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store alone, on partitions that the log does not have. */
class PostgresStoreTest {

  private static ServiceUnderTest service;
  private static PostgresStore store;
  private static JobQueries queries;
  private static int partitions = 100;

  private final int partition = partitions++;
  private final Events job = new Events("acme");

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start();
    store = service.context.getBean(PostgresStore.class);
    queries = service.context.getBean(JobQueries.class);
    store.prepare();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void rowsSurviveTheWayThereAndBack() {
    fromTheBeginning();
    assertThat(write(job.wholeLife(), 0, 5)).isEqualTo(Outcome.WRITTEN);
    JobView view = queries.find("acme", job.job).orElseThrow();
    assertThat(view.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(view.startedAt()).isEqualTo(Events.at(3));
    assertThat(view.outputs()).hasSize(1);
    assertThat(view.outputs().getFirst().width()).isEqualTo(800);
    assertThat(view.tasks()).hasSize(1);
    assertThat(queries.history("acme", job.job, 2))
        .extracting(JobEventRow::type)
        .containsExactly("TaskStarted", "TaskCompleted", "JobCompleted");
  }

  @Test
  void duplicatesAndReorderedRedeliveryLeaveTheSameRows() {
    fromTheBeginning();
    List<JobEvent> events = job.wholeLife();
    write(events, 0, 5);
    JobView once = queries.find("acme", job.job).orElseThrow();
    List<JobEvent> again = new ArrayList<>(events);
    again.addAll(events);
    long seed = System.nanoTime();
    Collections.shuffle(again, new Random(seed));
    assertThat(write(again, 5, 15)).isEqualTo(Outcome.WRITTEN);
    assertThat(queries.find("acme", job.job)).as("seed %d", seed).contains(once);
    assertThat(queries.history("acme", job.job, 0))
        .extracting(JobEventRow::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void eventsInManySmallBatchesLeaveWhatOneBatchLeaves() {
    fromTheBeginning();
    long offset = 0;
    for (JobEvent event : job.wholeLife()) {
      assertThat(write(List.of(event), offset, ++offset)).isEqualTo(Outcome.WRITTEN);
    }
    JobView view = queries.find("acme", job.job).orElseThrow();
    assertThat(view.sequence()).isEqualTo(5);
    assertThat(view.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aZombieWritesNothing() {
    fromTheBeginning();
    Events other = new Events("acme");
    write(job.wholeLife(), 0, 5);
    assertThat(write(other.wholeLife(), 3, 8)).isEqualTo(Outcome.POSITION_LOST);
    assertThat(queries.find("acme", other.job)).isEmpty();
    assertThat(queries.history("acme", other.job, 0)).isEmpty();
    assertThat(store.positions(Set.of(partition))).isEqualTo(Map.of(partition, 5L));
  }

  @Test
  void oneLostPositionUndoesTheWholeBatch() {
    fromTheBeginning();
    var moves = new TreeMap<>(Map.of(partition, new Move(0, 5), partition + 1000, new Move(7, 8)));
    assertThat(store.write(new EventBatch(job.wholeLife(), moves)))
        .isEqualTo(Outcome.POSITION_LOST);
    assertThat(queries.find("acme", job.job)).isEmpty();
    assertThat(store.positions(Set.of(partition))).isEqualTo(Map.of(partition, 0L));
  }

  @Test
  void charactersThatPostgresRefusesDoNotStopIt() {
    fromTheBeginning();
    var failure = Events.failure("INPUT_CORRUPT");
    JobEvent failed =
        job.next(
            JobFailed.newBuilder()
                .setFailure(Failure.newBuilder(failure).setMessage("a \0 and \\u0000").build())
                .build());
    Events unknown = new Events("acme");
    List<JobEvent> events =
        List.of(unknown.accepted(), unknown.next((JobFailed) failed.getPayload()));
    assertThat(write(events, 0, 2)).isEqualTo(Outcome.WRITTEN);
    JobView view = queries.find("acme", unknown.job).orElseThrow();
    assertThat(view.error()).isNotNull();
    assertThat(view.error().message()).isEqualTo("a \uFFFD and \\u0000");
  }

  private void fromTheBeginning() {
    assertThat(store.positions(Set.of(partition))).isEqualTo(Map.of(partition, 0L));
  }

  private Outcome write(List<JobEvent> events, long from, long to) {
    return store.write(
        new EventBatch(events, new TreeMap<>(Map.of(partition, new Move(from, to)))));
  }
}
