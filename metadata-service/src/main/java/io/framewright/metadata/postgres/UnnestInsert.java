package io.framewright.metadata.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many rows in one statement: {@code INSERT … SELECT FROM unnest(…)}, one array per column. Rows of
 * one call differ in their keys, unless conflicts are ignored.
 */
final class UnnestInsert<T> {

  /** How one column's values are made, and what type the array has on the wire. */
  private record Column<T>(
      String name, String type, Class<?> element, Function<T, @Nullable Object> value) {

    /** JSON travels as text. */
    String wireType() {
      return type.equals("jsonb") ? "text" : type;
    }

    String expression() {
      return type.equals("jsonb") ? "u.%s::jsonb".formatted(name) : "u." + name;
    }
  }

  private final String table;
  private final List<Column<T>> columns = new ArrayList<>();

  UnnestInsert(String table) {
    this.table = table;
  }

  UnnestInsert<T> column(
      String name, String type, Class<?> element, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(name, type, element, value));
    return this;
  }

  UnnestInsert<T> text(String name, Function<T, @Nullable String> value) {
    return column(name, "text", String.class, row -> storable(value.apply(row)));
  }

  /** The statement that leaves rows alone that are already there. */
  String ignoring() {
    return insert() + " ON CONFLICT DO NOTHING";
  }

  /** The statement that replaces rows whose {@code sequence} is lower than the new one. */
  String advancing(String key) {
    String changes =
        columns.stream()
            .map(Column::name)
            .filter(name -> !name.equals(key))
            .map(name -> "%s = excluded.%s".formatted(name, name))
            .collect(Collectors.joining(", "));
    return "%s ON CONFLICT (%s) DO UPDATE SET %s WHERE t.sequence < excluded.sequence"
        .formatted(insert(), key, changes);
  }

  private String insert() {
    List<String> names = columns.stream().map(Column::name).toList();
    List<String> arrays = new ArrayList<>();
    for (Column<T> column : columns) {
      arrays.add("$%d::%s[]".formatted(arrays.size() + 1, column.wireType()));
    }
    return "INSERT INTO %s AS t (%s) SELECT %s FROM unnest(%s) AS u(%s)"
        .formatted(
            table,
            String.join(", ", names),
            columns.stream().map(Column::expression).collect(Collectors.joining(", ")),
            String.join(", ", arrays),
            String.join(", ", names));
  }

  /** Runs a statement of this table; no rows, no round trip. */
  Mono<Long> execute(Connection connection, String sql, Collection<T> rows) {
    if (rows.isEmpty()) {
      return Mono.just(0L);
    }
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < columns.size(); i++) {
      statement.bind(i, array(columns.get(i), rows));
    }
    return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
  }

  private static <T> Object array(Column<T> column, Collection<T> rows) {
    Object array = Array.newInstance(column.element(), rows.size());
    int i = 0;
    for (T row : rows) {
      Array.set(array, i++, column.value().apply(row));
    }
    return array;
  }

  /** Postgres keeps every character but NUL. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }
}
