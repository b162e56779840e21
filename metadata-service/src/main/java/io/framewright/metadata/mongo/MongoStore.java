package io.framewright.metadata.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.framewright.metadata.projection.EventBatch;
import io.framewright.metadata.projection.ProjectionStore;
import io.framewright.metadata.projection.UnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Technical metadata in {@code media_metadata}. Documents first, then the positions: a crash
 * between the two writes the same documents again, which the guard by sequence makes harmless. No
 * transaction and no pipeline update, so that a single server will do.
 */
@Singleton
public final class MongoStore implements ProjectionStore {

  /** Names the projection. */
  public static final String NAME = "mongo";

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> media;
  private final MongoCollection<Document> positions;
  private boolean prepared;

  MongoStore(MongoClient client, MongoSettings settings) {
    var database = client.getDatabase(settings.database());
    this.media = database.getCollection("media_metadata");
    this.positions = database.getCollection("projection_position");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {
    if (!prepared) {
      await(Mono.from(media.createIndex(Indexes.ascending("tenant", "job_id"))));
      prepared = true;
    }
  }

  @Override
  public Map<Integer, Long> positions(Set<Integer> partitions) {
    Map<Integer, Long> result = new HashMap<>();
    for (int partition : partitions) {
      Document position =
          await(
              Mono.from(positions.find(eq("_id", partition)).first())
                  .switchIfEmpty(Mono.defer(() -> create(partition))));
      result.put(partition, position.getLong("next_offset"));
    }
    return result;
  }

  private Mono<Document> create(int partition) {
    Document first = position(partition, 0);
    return Mono.from(positions.insertOne(first)).thenReturn(first);
  }

  @Override
  public Outcome write(EventBatch batch) {
    await(
        Flux.fromIterable(MediaDocuments.of(batch.events()))
            .flatMap(this::replaceOlder, 4)
            .then(Mono.just(true)));
    for (Map.Entry<Integer, EventBatch.Move> move : batch.moves().entrySet()) {
      if (!move(move.getKey(), move.getValue())) {
        return Outcome.POSITION_LOST;
      }
    }
    return Outcome.WRITTEN;
  }

  /**
   * A duplicate key means that the document is there already and no older. The first time it can
   * also mean that two writers created it at once, so the second answer counts.
   */
  private Mono<Void> replaceOlder(Document document) {
    var older = and(eq("_id", document.get("_id")), lt("sequence", document.getLong("sequence")));
    return Mono.defer(() -> Mono.from(media.replaceOne(older, document, UPSERT)))
        .retryWhen(
            Retry.max(1)
                .filter(MongoStore::isDuplicate)
                .onRetryExhaustedThrow((_, signal) -> signal.failure()))
        .onErrorComplete(MongoStore::isDuplicate)
        .then();
  }

  private boolean move(int partition, EventBatch.Move move) {
    var there = and(eq("_id", partition), eq("next_offset", move.from()));
    return await(Mono.from(positions.replaceOne(there, position(partition, move.to()))))
            .getMatchedCount()
        == 1;
  }

  private static Document position(int partition, long nextOffset) {
    return new Document("_id", partition).append("next_offset", nextOffset);
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof MongoWriteException write
        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  /**
   * What is known about a job's inputs and outputs, inputs first.
   *
   * @throws UnavailableException while MongoDB is away
   */
  public List<MediaView> media(String tenant, UUID job) {
    try {
      return await(
          Flux.from(media.find(and(eq("tenant", tenant), eq("job_id", job.toString()))))
              .map(MongoStore::view)
              .sort(Comparator.comparing(MediaView::role).thenComparing(MediaView::name))
              .collectList());
    } catch (RuntimeException e) {
      throw new UnavailableException("MongoDB does not answer", e);
    }
  }

  private static MediaView view(Document document) {
    return new MediaView(
        document.getString("_id"),
        document.getString("role"),
        document.getString("name"),
        MediaJson.plain(document.get("metadata", Document.class)));
  }

  /** Called on the projection's own thread or a virtual one, never on an event loop. */
  private static <T> T await(Mono<T> work) {
    T done = work.block(PATIENCE);
    if (done == null) {
      throw new IllegalStateException("MongoDB answered without a result");
    }
    return done;
  }
}
