package io.framewright.metadata.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.framewright.metadata.Events;
import io.framewright.metadata.projection.EventBatch;
import io.framewright.metadata.projection.EventBatch.Move;
import io.framewright.metadata.projection.ProjectionStore.Outcome;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.testing.TestMongo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MongoStoreTest {

  private static int partitions = 100;

  private final int partition = partitions++;
  private final Events job = new Events("acme");
  private final MongoStore store = store();

  @Test
  void aJobsMediaAreItsInputsAndOutputs() {
    assertThat(write(job.wholeLife(), 0, 5)).isEqualTo(Outcome.WRITTEN);
    List<MediaView> media = store.media("acme", job.job);
    assertThat(media).extracting(MediaView::role).containsExactly("input", "output");
    assertThat(media.getFirst().metadata().toString()).contains("exif.make=Acme");
    assertThat(store.media("rival", job.job)).isEmpty();
  }

  @Test
  void aStaleDocumentReplacesNothing() {
    JobEvent old = job.taskCompleted();
    JobEvent young =
        job.next(
            TaskCompleted.newBuilder((TaskCompleted) old.getPayload())
                .setInputMedia("{\"input\":{\"width\":1}}")
                .build());
    write(List.of(young), 0, 1);
    assertThat(write(List.of(old, young, old), 1, 4)).isEqualTo(Outcome.WRITTEN);
    assertThat(write(List.of(old), 4, 5)).isEqualTo(Outcome.WRITTEN);
    assertThat(store.media("acme", job.job).getFirst().metadata().toString())
        .isEqualTo("{width=1}");
  }

  @Test
  void aZombieMovesNoPosition() {
    write(job.wholeLife(), 0, 5);
    assertThat(write(job.wholeLife(), 3, 8)).isEqualTo(Outcome.POSITION_LOST);
    assertThat(store.positions(Set.of(partition))).isEqualTo(Map.of(partition, 5L));
  }

  private MongoStore store() {
    String uri = TestMongo.uri() + "/store";
    MongoStore made = new MongoStore(MongoClients.create(uri), new MongoSettings(uri));
    made.prepare();
    assertThat(made.positions(Set.of(partition))).isEqualTo(Map.of(partition, 0L));
    return made;
  }

  private Outcome write(List<JobEvent> events, long from, long to) {
    return store.write(
        new EventBatch(events, new TreeMap<>(Map.of(partition, new Move(from, to)))));
  }
}
