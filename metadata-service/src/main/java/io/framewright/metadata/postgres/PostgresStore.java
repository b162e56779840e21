package io.framewright.metadata.postgres;

import io.framewright.metadata.postgres.JobTables.TaskRow;
import io.framewright.metadata.projection.EventBatch;
import io.framewright.metadata.projection.ProjectionStore;
import io.framewright.metadata.view.JobFold;
import io.framewright.metadata.view.JobView;
import io.framewright.metadata.view.PayloadJson;
import io.framewright.metadata.view.TaskView;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskCompleted;
import io.micronaut.core.type.Argument;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.micronaut.json.tree.JsonNode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The job read model: rows and positions move in one transaction. */
@Singleton
public final class PostgresStore implements ProjectionStore {

  /** Names the projection. */
  public static final String NAME = "postgres";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Argument<JsonNode> JSON = Argument.of(JsonNode.class);
  private static final String MOVE =
      """
      UPDATE projection.position SET next_offset = $1
       WHERE projection = $2 AND partition = $3 AND next_offset = $4\
      """;

  private final R2dbcOperations operations;
  private final Migrations migrations;
  private final JobReader reader;
  private final UnnestInsert<JobView> jobs;
  private final UnnestInsert<TaskRow> tasks;
  private final UnnestInsert<JobEvent> history;

  PostgresStore(
      R2dbcOperations operations,
      Migrations migrations,
      JobReader reader,
      JobTables tables,
      JsonColumns json) {
    this.operations = operations;
    this.migrations = migrations;
    this.reader = reader;
    this.jobs = tables.jobs();
    this.tasks = tables.tasks();
    this.history = history(json);
  }

  private static UnnestInsert<JobEvent> history(JsonColumns json) {
    return new UnnestInsert<JobEvent>("projection.job_event")
        .column("job_id", "uuid", UUID.class, event -> event.getMetadata().getJobId())
        .column("sequence", "bigint", Long.class, event -> event.getMetadata().getSequence())
        .text("tenant", event -> event.getMetadata().getTenantId())
        .text("type", event -> payload(event).getSchema().getName())
        .column(
            "occurred_at",
            "timestamptz",
            OffsetDateTime.class,
            event -> JobTables.time(event.getMetadata().getOccurredAt()))
        .column(
            "data",
            "jsonb",
            String.class,
            event -> json.write(JSON, PayloadJson.of(payload(event))));
  }

  private static SpecificRecord payload(JobEvent event) {
    return (SpecificRecord) event.getPayload();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {
    migrations.run();
  }

  @Override
  public Map<Integer, Long> positions(Set<Integer> partitions) {
    return await(
        Flux.from(
                operations.withTransaction(status -> positions(status.getConnection(), partitions)))
            .collectMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Flux<Map.Entry<Integer, Long>> positions(
      Connection connection, Set<Integer> partitions) {
    Integer[] numbers = partitions.toArray(Integer[]::new);
    Mono<Long> created =
        update(
            connection
                .createStatement(
                    """
                    INSERT INTO projection.position (projection, partition, next_offset)
                    SELECT $1, p, 0 FROM unnest($2::integer[]) AS p ON CONFLICT DO NOTHING\
                    """)
                .bind(0, NAME)
                .bind(1, numbers)
                .execute());
    Flux<Map.Entry<Integer, Long>> read =
        Flux.defer(() ->
                connection
                    .createStatement(
                        """
                        SELECT partition, next_offset FROM projection.position
                         WHERE projection = $1 AND partition = ANY($2)\
                        """)
                    .bind(0, NAME)
                    .bind(1, numbers)
                    .execute())
            .flatMap(result ->
                result.map(row ->
                    Map.entry(
                        row.get("partition", Integer.class), row.get("next_offset", Long.class))));
    return created.thenMany(read);
  }

  @Override
  public Outcome write(EventBatch batch) {
    return await(
        Flux.from(
                operations.withTransaction(
                    status -> write(status.getConnection(), batch).thenReturn(Outcome.WRITTEN)))
            .single() // Mono.from would cancel after the first element, before the commit
            .onErrorReturn(LostPositionException.class, Outcome.POSITION_LOST));
  }

  /** Positions first: their rows are the lock that a second writer waits for. */
  private Mono<Void> write(Connection connection, EventBatch batch) {
    Set<UUID> ids = new HashSet<>();
    batch.events().forEach(event -> ids.add(event.getMetadata().getJobId()));
    return move(connection, batch)
        .then(Mono.defer(() -> reader.load(connection, ids)))
        .flatMap(before -> save(connection, batch.events(), before));
  }

  private static Mono<Void> move(Connection connection, EventBatch batch) {
    return Flux.fromIterable(batch.moves().entrySet())
        .concatMap(entry ->
            update(
                connection
                    .createStatement(MOVE)
                    .bind(0, entry.getValue().to())
                    .bind(1, NAME)
                    .bind(2, entry.getKey())
                    .bind(3, entry.getValue().from())
                    .execute()))
        .doOnNext(moved -> {
          if (moved == 0) {
            throw new LostPositionException();
          }
        })
        .then();
  }

  private Mono<Void> save(Connection connection, List<JobEvent> events, Map<UUID, JobView> before) {
    Map<UUID, JobView> after = new HashMap<>(before);
    for (JobEvent event : events) {
      after.compute(event.getMetadata().getJobId(), (_, view) -> JobFold.apply(view, event));
    }
    after.values().removeIf(view -> view.equals(before.get(view.id())));
    return jobs.execute(connection, jobs.advancing("id"), after.values())
        .then(
            Mono.defer(() ->
                tasks.execute(connection, tasks.advancing("id"), changedTasks(before, after))))
        .then(Mono.defer(() -> history.execute(connection, history.ignoring(), events)))
        .then(Mono.defer(() -> EffortReader.learn(connection, withDoneTasks(events))))
        .then();
  }

  private static Set<UUID> withDoneTasks(List<JobEvent> events) {
    return events.stream()
        .filter(event -> event.getPayload() instanceof TaskCompleted)
        .map(event -> event.getMetadata().getJobId())
        .collect(Collectors.toSet());
  }

  private static List<TaskRow> changedTasks(Map<UUID, JobView> before, Map<UUID, JobView> after) {
    List<TaskRow> rows = new ArrayList<>();
    for (JobView job : after.values()) {
      JobView old = before.get(job.id());
      for (int i = 0; i < job.tasks().size(); i++) {
        TaskView task = job.tasks().get(i);
        if (old == null || i >= old.tasks().size() || !old.tasks().get(i).equals(task)) {
          rows.add(new TaskRow(job.id(), i, job.sequence(), task));
        }
      }
    }
    return rows;
  }

  private static Mono<Long> update(Publisher<? extends Result> results) {
    return Flux.from(results).flatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
  }

  /** Called on the projection's own thread, never on an event loop. */
  private static <T> T await(Mono<T> work) {
    T done = work.block(PATIENCE);
    if (done == null) {
      throw new IllegalStateException("Postgres answered without a result");
    }
    return done;
  }

  /** Rolls the transaction back; never leaves this class. */
  private static final class LostPositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostPositionException() {
      super("another writer has moved a position", null, false, false);
    }
  }
}
