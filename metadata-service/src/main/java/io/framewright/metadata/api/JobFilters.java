package io.framewright.metadata.api;

import io.framewright.metadata.view.JobFilter;
import io.framewright.metadata.view.JobFilter.Field;
import io.framewright.metadata.view.JobFilter.Order;
import io.framewright.metadata.view.JobFilter.Position;
import io.framewright.metadata.view.JobStatus;
import io.micronaut.http.HttpParameters;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Query parameters of the list of jobs. */
final class JobFilters {

  private JobFilters() {}

  /**
   * @throws IllegalArgumentException naming the parameter that cannot be understood
   */
  static JobFilter parse(HttpParameters parameters) {
    return new JobFilter(
        text(parameters, "status").map(JobFilters::status),
        text(parameters, "type"),
        text(parameters, "external_id"),
        text(parameters, "batch_id").map(JobFilters::batch),
        text(parameters, "sort").map(JobFilters::order).orElse(new Order(Field.CREATED_AT, true)),
        text(parameters, "after_id").map(id -> position(id, text(parameters, "after"))),
        text(parameters, "page").map(value -> number("page", value)).orElse(1),
        text(parameters, "per_page").map(value -> number("per_page", value)).orElse(20));
  }

  private static Position position(String id, Optional<String> value) {
    try {
      return new Position(
          value.orElseThrow(() -> new IllegalArgumentException("after_id comes with after")),
          UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("after and after_id name no row", e);
    }
  }

  private static Optional<String> text(HttpParameters parameters, String name) {
    return parameters.getFirst(name).filter(value -> !value.isBlank());
  }

  private static JobStatus status(String word) {
    return JobStatus.of(word)
        .orElseThrow(() -> new IllegalArgumentException("no status '%s'".formatted(word)));
  }

  private static UUID batch(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("batch_id is a UUID, not '%s'".formatted(text), e);
    }
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is a number, not '%s'".formatted(name, text), e);
    }
  }

  /**
   * {@code field}, {@code field:asc} or {@code field:desc}; without a direction the newest first.
   */
  private static Order order(String text) {
    String[] parts = text.split(":", 2);
    Field field =
        Stream.of(Field.values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(parts[0]))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "sort is by created_at, updated_at or priority, not '%s'".formatted(parts[0])));
    return switch (parts.length == 1 ? "desc" : parts[1]) {
      case "asc" -> new Order(field, false);
      case "desc" -> new Order(field, true);
      default ->
          throw new IllegalArgumentException(
              "the direction of sort is asc or desc, not '%s'".formatted(parts[1]));
    };
  }
}
