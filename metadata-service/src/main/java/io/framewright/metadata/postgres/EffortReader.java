package io.framewright.metadata.postgres;

import static io.framewright.metadata.postgres.JobTables.required;

import io.framewright.metadata.view.EffortView;
import io.framewright.metadata.view.EffortView.Known;
import io.framewright.metadata.view.EffortView.Speed;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What completed tasks took, over a connection that the caller holds. */
@Singleton
final class EffortReader {

  private static final String LEARN =
      """
      INSERT INTO projection.effort
      SELECT * FROM projection.effort_in_history WHERE job_id = ANY($1) ON CONFLICT DO NOTHING\
      """;

  /** The last tasks say more about this platform than those of a year ago. */
  private static final String SPEEDS =
      """
      SELECT preset, lines, count(*) AS jobs,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY engine_seconds / units) AS seconds_per_unit,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY output_bytes / units) AS bytes_per_unit
        FROM (SELECT * FROM projection.effort
               WHERE operation = $1 AND codec = $2 AND units > 0 AND engine_seconds > 0
               ORDER BY completed_at DESC LIMIT 500) AS last
       GROUP BY preset, lines ORDER BY jobs DESC\
      """;

  private static final String INPUT =
      """
      SELECT input_seconds, input_width, input_height FROM projection.effort
       WHERE tenant = $1 AND input_sha256 = $2 AND (input_seconds IS NOT NULL OR input_width IS NOT NULL)
       ORDER BY completed_at DESC LIMIT 1\
      """;

  /** Takes over what the history of these jobs says; what is known already stays. */
  static Mono<Long> learn(Connection connection, Collection<UUID> jobs) {
    return jobs.isEmpty()
        ? Mono.just(0L)
        : Flux.from(connection.createStatement(LEARN).bind(0, jobs.toArray(UUID[]::new)).execute())
            .flatMap(Result::getRowsUpdated)
            .reduce(0L, Long::sum);
  }

  Mono<EffortView> read(
      Connection connection, String tenant, String operation, String codec, String sha256) {
    return input(connection, tenant, sha256)
        .flatMap(known ->
            speeds(connection, operation, codec)
                .map(speeds -> new EffortView(known.orElse(null), speeds)));
  }

  private static Mono<Optional<Known>> input(Connection connection, String tenant, String sha256) {
    return Flux.from(connection.createStatement(INPUT).bind(0, tenant).bind(1, sha256).execute())
        .flatMap(result -> result.map(EffortReader::known))
        .map(Optional::of)
        .next()
        .defaultIfEmpty(Optional.empty());
  }

  private static Known known(Readable row) {
    return new Known(
        row.get("input_seconds", Double.class),
        row.get("input_width", Double.class),
        row.get("input_height", Double.class));
  }

  private static Mono<List<Speed>> speeds(Connection connection, String operation, String codec) {
    return Flux.from(connection.createStatement(SPEEDS).bind(0, operation).bind(1, codec).execute())
        .flatMap(result -> result.map(EffortReader::speed))
        .collectList();
  }

  private static Speed speed(Readable row) {
    return new Speed(
        required(row, "preset", String.class),
        required(row, "lines", Integer.class),
        required(row, "jobs", Long.class),
        required(row, "seconds_per_unit", Double.class),
        required(row, "bytes_per_unit", Double.class));
  }
}
