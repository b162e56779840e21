package io.framewright.metadata.postgres;

import io.framewright.metadata.postgres.JobTables.TaskRow;
import io.framewright.metadata.view.JobView;
import io.framewright.metadata.view.TaskView;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts jobs and their tasks together again, over a connection that the caller holds. */
@Singleton
final class JobReader {

  private static final String JOBS = "SELECT * FROM projection.job WHERE id = ANY($1)";
  private static final String TASKS = "SELECT * FROM projection.task WHERE job_id = ANY($1)";

  private final JobTables tables;

  JobReader(JobTables tables) {
    this.tables = tables;
  }

  /** Those of the jobs that there are. */
  Mono<Map<UUID, JobView>> load(Connection connection, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Mono.just(Map.of());
    }
    return select(connection.createStatement(JOBS).bind(0, ids.toArray(UUID[]::new)))
        .collectList()
        .flatMap(jobs -> withTasks(connection, jobs))
        .map(jobs -> {
          Map<UUID, JobView> byId = new HashMap<>();
          jobs.forEach(job -> byId.put(job.id(), job));
          return byId;
        });
  }

  /** Runs a query for rows of {@code job}; the views have no tasks yet. */
  Flux<JobView> select(Statement statement) {
    return Flux.from(statement.execute())
        .flatMap(result -> result.map((Readable row) -> tables.job(row)));
  }

  /** The same jobs in the same order, with their tasks. */
  Mono<List<JobView>> withTasks(Connection connection, List<JobView> jobs) {
    if (jobs.isEmpty()) {
      return Mono.just(List.of());
    }
    UUID[] ids = jobs.stream().map(JobView::id).toArray(UUID[]::new);
    return Flux.from(connection.createStatement(TASKS).bind(0, ids).execute())
        .flatMap(result -> result.map((Readable row) -> tables.task(row)))
        .collectList()
        .map(rows -> join(jobs, rows));
  }

  private static List<JobView> join(List<JobView> jobs, List<TaskRow> rows) {
    Map<UUID, List<TaskView>> tasks =
        rows.stream()
            .sorted(Comparator.comparingInt(TaskRow::ordinal))
            .collect(
                Collectors.groupingBy(
                    TaskRow::jobId,
                    LinkedHashMap::new,
                    Collectors.mapping(TaskRow::task, Collectors.toList())));
    return jobs.stream()
        .map(job -> job.withTasks(tasks.getOrDefault(job.id(), List.of())))
        .toList();
  }
}
