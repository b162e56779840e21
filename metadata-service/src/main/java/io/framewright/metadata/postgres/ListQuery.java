package io.framewright.metadata.postgres;

import io.framewright.metadata.view.JobFilter;
import io.framewright.metadata.view.JobStatus;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list request as SQL. Only constants of this class become text; every value is bound. */
final class ListQuery {

  private final JobFilter filter;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  ListQuery(String tenant, JobFilter filter) {
    this.filter = filter;
    where("tenant", tenant);
    filter.status().map(JobStatus::word).ifPresent(status -> where("status", status));
    filter.operation().ifPresent(operation -> where("operation", operation));
    filter.externalId().ifPresent(id -> where("external_id", id));
    filter.batchId().ifPresent(id -> where("batch_id", id));
  }

  private void where(String column, Object value) {
    values.add(value);
    conditions.add("%s = $%d".formatted(column, values.size()));
  }

  int perPage() {
    return filter.perPage();
  }

  /** The rows of the page, and one more if there are more. */
  Statement page(Connection connection) {
    List<Object> bound = new ArrayList<>(values);
    String after = filter.after().map(position -> after(position, bound)).orElse("");
    return bound(
        connection,
        "SELECT * FROM projection.job WHERE %s%s ORDER BY %s LIMIT %d OFFSET %d"
            .formatted(condition(), after, order(), filter.perPage() + 1, filter.offset()),
        bound);
  }

  /** All rows that come after a row: no row is skipped and none comes twice when new jobs come. */
  private String after(JobFilter.Position position, List<Object> bound) {
    bound.add(
        switch (filter.order().field()) {
          case CREATED_AT, UPDATED_AT -> Instant.parse(position.value());
          case PRIORITY -> position.value();
        });
    bound.add(position.id());
    String sign = filter.order().descending() ? "<" : ">";
    return " AND (%s, id) %s (%s, $%d)"
        .formatted(
            expression(filter.order().field(), null),
            sign,
            expression(filter.order().field(), "$" + (bound.size() - 1)),
            bound.size());
  }

  Statement count(Connection connection) {
    return bound(
        connection, "SELECT count(*) AS total FROM projection.job WHERE " + condition(), values);
  }

  private String condition() {
    return String.join(" AND ", conditions);
  }

  private String order() {
    String direction = filter.order().descending() ? "DESC" : "ASC";
    return "%s %s, id %s".formatted(expression(filter.order().field(), null), direction, direction);
  }

  /** What is sorted by: of the row, or of a value in place of the column. */
  private static String expression(JobFilter.Field field, @Nullable String value) {
    return switch (field) {
      case CREATED_AT -> value == null ? "created_at" : value;
      case UPDATED_AT -> value == null ? "updated_at" : value;
      case PRIORITY ->
          "array_position(ARRAY['low', 'normal', 'high'], %s)"
              .formatted(value == null ? "priority" : value);
    };
  }

  private static Statement bound(Connection connection, String sql, List<Object> values) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
