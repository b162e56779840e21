package io.framewright.metadata.postgres;

import io.framewright.metadata.view.JobFilter;
import io.framewright.metadata.view.JobStatus;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;

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

  Statement page(Connection connection) {
    return bound(
        connection,
        "SELECT * FROM projection.job WHERE %s ORDER BY %s LIMIT %d OFFSET %d"
            .formatted(condition(), order(), filter.perPage(), filter.offset()));
  }

  Statement count(Connection connection) {
    return bound(connection, "SELECT count(*) AS total FROM projection.job WHERE " + condition());
  }

  private String condition() {
    return String.join(" AND ", conditions);
  }

  private String order() {
    String expression =
        switch (filter.order().field()) {
          case CREATED_AT -> "created_at";
          case UPDATED_AT -> "updated_at";
          case PRIORITY -> "array_position(ARRAY['low', 'normal', 'high'], priority)";
        };
    String direction = filter.order().descending() ? "DESC" : "ASC";
    return "%s %s, id %s".formatted(expression, direction, direction);
  }

  private Statement bound(Connection connection, String sql) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
