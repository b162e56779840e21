package io.framewright.metadata.postgres;

import io.framewright.metadata.view.JobStatus;
import io.framewright.metadata.view.JobView;
import io.framewright.metadata.view.WaitingView;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The queue as the events show it. The orchestrator alone gives turns; this tells what it goes by,
 * with the same order: by priority, where an hour of waiting makes up for each step, and first in
 * first out within.
 */
@Singleton
final class QueueReader {

  private static final String PLACES =
      """
      SELECT id, place FROM (
        SELECT id, row_number() OVER (
          PARTITION BY pool
          ORDER BY created_at + array_position(ARRAY['high', 'normal', 'low'], priority) * interval '1 hour',
            created_at, id) AS place
        FROM projection.job waiting
        WHERE tenant = $1 AND status = 'queued' AND NOT EXISTS (
          SELECT FROM projection.job leader
          WHERE leader.id = waiting.follows AND leader.status IN ('queued', 'processing'))
      ) line
      WHERE id = ANY($2)
      """;

  /** A job counts against the limits from the first offer of one of its tasks. */
  private static final String COUNTS =
      """
      WITH started AS (
        SELECT owner FROM projection.job j
        WHERE tenant = $1 AND (status = 'processing' OR status = 'queued' AND EXISTS (
          SELECT FROM projection.task t
          WHERE t.job_id = j.id AND t.status NOT IN ('waiting', 'queued')))
      )
      SELECT
        (SELECT count(*) FROM started) AS running,
        (SELECT count(*) FROM started WHERE owner = j.owner) AS running_of_owner,
        (SELECT status FROM projection.job WHERE id = j.follows) AS leader,
        EXISTS (
          SELECT FROM projection.job o
          WHERE o.status = 'queued' AND o.pool = j.pool AND o.tenant <> j.tenant) AS others_wait,
        (SELECT data ->> 'not_before' FROM projection.job_event e
          WHERE e.job_id = j.id AND e.type = 'TaskRetryScheduled'
          ORDER BY sequence DESC LIMIT 1) AS not_before
      FROM projection.job j WHERE tenant = $1 AND id = $2
      """;

  private record Place(UUID job, int position) {}

  /** The same jobs, those that wait with their places. */
  Mono<List<JobView>> withPlaces(Connection connection, List<JobView> jobs) {
    List<JobView> queued = jobs.stream().filter(job -> job.status() == JobStatus.QUEUED).toList();
    if (queued.isEmpty()) {
      return Mono.just(jobs);
    }
    UUID[] ids = queued.stream().map(JobView::id).toArray(UUID[]::new);
    String tenant = queued.getFirst().tenantId();
    return Flux.from(connection.createStatement(PLACES).bind(0, tenant).bind(1, ids).execute())
        .flatMap(result -> result.map((Readable row) -> place(row)))
        .collectMap(Place::job, Place::position)
        .map(places -> placed(jobs, places));
  }

  private static List<JobView> placed(List<JobView> jobs, Map<UUID, Integer> places) {
    return jobs.stream().map(job -> job.atPosition(places.get(job.id()))).toList();
  }

  private static Place place(Readable row) {
    return new Place(
        JobTables.required(row, "id", UUID.class),
        JobTables.required(row, "place", Long.class).intValue());
  }

  /** What the job waits for. */
  Mono<WaitingView> waiting(Connection connection, JobView job) {
    return Flux.from(
            connection.createStatement(COUNTS).bind(0, job.tenantId()).bind(1, job.id()).execute())
        .flatMap(result -> result.map((Readable row) -> waiting(job, row)))
        .next();
  }

  private static WaitingView waiting(JobView job, Readable row) {
    return new WaitingView(
        job,
        job.terms(),
        text(row, "leader").flatMap(JobStatus::of).orElse(null),
        JobTables.required(row, "running", Long.class),
        JobTables.required(row, "running_of_owner", Long.class),
        JobTables.required(row, "others_wait", Boolean.class),
        text(row, "not_before").map(Instant::parse).orElse(null));
  }

  private static Optional<String> text(Readable row, String column) {
    return Optional.ofNullable(row.get(column, String.class));
  }
}
