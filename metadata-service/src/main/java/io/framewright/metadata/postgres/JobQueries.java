package io.framewright.metadata.postgres;

import io.framewright.metadata.projection.UnavailableException;
import io.framewright.metadata.view.EffortView;
import io.framewright.metadata.view.JobFilter;
import io.framewright.metadata.view.JobFold;
import io.framewright.metadata.view.JobPage;
import io.framewright.metadata.view.JobStatus;
import io.framewright.metadata.view.JobView;
import io.framewright.metadata.view.WaitingView;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What can be asked of the job read model. Every question names the tenant, and sees nothing of
 * others. Calls block: they belong on virtual threads. All throw {@link UnavailableException} while
 * Postgres is away.
 */
@Singleton
public final class JobQueries {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ONE = "SELECT * FROM projection.job WHERE tenant = $1 AND id = $2";

  private final R2dbcOperations operations;
  private final JobReader reader;
  private final QueueReader queue;
  private final EffortReader effort;
  private final JobEventRows history;

  JobQueries(
      R2dbcOperations operations,
      JobReader reader,
      QueueReader queue,
      EffortReader effort,
      JobEventRows history) {
    this.effort = effort;
    this.operations = operations;
    this.reader = reader;
    this.queue = queue;
    this.history = history;
  }

  public Optional<JobView> find(String tenant, UUID id) {
    return ask(
        Flux.from(operations.withConnection(connection -> one(connection, tenant, id)))
            .singleOrEmpty());
  }

  private Mono<JobView> one(Connection connection, String tenant, UUID id) {
    return reader
        .select(connection.createStatement(ONE).bind(0, tenant).bind(1, id))
        .collectList()
        .flatMap(jobs -> reader.withTasks(connection, jobs))
        .flatMapIterable(jobs -> jobs)
        .next();
  }

  /** The job with its place in the queue, if it waits there. */
  public JobView placed(JobView job) {
    return job.status() == JobStatus.QUEUED
        ? known(connection -> queue.withPlaces(connection, List.of(job)).map(List::getFirst))
        : job;
  }

  /** What decides when the job's turn comes. */
  public WaitingView waiting(JobView job) {
    return known(connection ->
        queue
            .withPlaces(connection, List.of(job))
            .flatMap(jobs -> queue.waiting(connection, jobs.getFirst())));
  }

  /**
   * What past tasks tell about one to come. Speeds are those of all tenants' tasks, for they share
   * the workers; the input is looked for among the tenant's own.
   */
  public EffortView effort(String tenant, String operation, String codec, String inputSha256) {
    return known(connection -> effort.read(connection, tenant, operation, codec, inputSha256));
  }

  private <T> T known(Function<Connection, Publisher<? extends T>> question) {
    return ask(Flux.from(operations.withConnection(question)).singleOrEmpty())
        .orElseThrow(() -> new IllegalStateException("Postgres answered with nothing"));
  }

  public JobPage list(String tenant, JobFilter filter) {
    ListQuery query = new ListQuery(tenant, filter);
    return known(connection -> page(connection, query));
  }

  /** One row more than the page holds tells whether there is another page. */
  private Mono<JobPage> page(Connection connection, ListQuery query) {
    return reader
        .select(query.page(connection))
        .collectList()
        .flatMap(rows -> {
          boolean more = rows.size() > query.perPage();
          return reader
              .withTasks(connection, more ? rows.subList(0, query.perPage()) : rows)
              .flatMap(jobs -> queue.withPlaces(connection, jobs))
              .flatMap(
                  jobs -> total(connection, query).map(total -> new JobPage(jobs, total, more)));
        });
  }

  private static Mono<Long> total(Connection connection, ListQuery query) {
    return Flux.from(query.count(connection).execute())
        .flatMap(result -> result.map((row, _) -> row.get("total", Long.class)))
        .next();
  }

  /** A job's events after a sequence, in order; empty if the tenant has no such job. */
  public List<JobEventRow> history(String tenant, UUID id, long after) {
    return ask(history
            .findByTenantAndJobIdAndSequenceGreaterThanOrderBySequence(tenant, id, after)
            .collectList())
        .orElse(List.of());
  }

  /**
   * A job as it was at a time, folded from its events once more.
   *
   * @return empty if the job had not begun by then
   */
  public Optional<JobView> at(JobView job, Instant time) {
    JobView view = null;
    for (JobEventRow row : history(job.tenantId(), job.id(), 0)) {
      if (row.occurredAt().isAfter(time)) {
        break;
      }
      view = JobFold.apply(view, row.fact());
    }
    return Optional.ofNullable(view);
  }

  private static <T> Optional<T> ask(Mono<T> question) {
    try {
      return question.blockOptional(PATIENCE);
    } catch (RuntimeException e) {
      throw new UnavailableException("Postgres does not answer", e);
    }
  }
}
