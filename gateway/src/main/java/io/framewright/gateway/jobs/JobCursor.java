package io.framewright.gateway.jobs;

import io.framewright.gateway.metadata.JobQuery.Position;
import io.framewright.gateway.metadata.JobView;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the list of jobs as clients carry it from page to page: the order, and the last row's
 * place in it. It says nothing that its bearer has not seen, so that it needs no signature.
 */
final class JobCursor {

  private static final String SEPARATOR = "|";

  private JobCursor() {}

  /** The cursor that leads on from a row of a list that is sorted so. */
  static String after(JobView job, String sort) {
    String value =
        switch (field(sort)) {
          case "created_at" -> job.createdAt().toString();
          case "updated_at" ->
              Objects.requireNonNull(job.updatedAt(), "the read model knows it").toString();
          default -> Objects.requireNonNullElse(job.priority(), "normal");
        };
    String text = String.join(SEPARATOR, sort, value, job.id().toString());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place that a cursor names; empty for what is none, or one of another order. */
  static Optional<Position> read(String cursor, String sort) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", -1);
      boolean fits = parts.length == 3 && parts[0].equals(sort) && isValue(field(sort), parts[1]);
      return fits
          ? Optional.of(new Position(parts[1], UUID.fromString(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static boolean isValue(String field, String value) {
    return field.equals("priority")
        ? JobOptions.PRIORITIES.contains(value)
        : Instant.parse(value).toString().equals(value);
  }

  private static String field(String sort) {
    return sort.substring(0, sort.indexOf(':'));
  }
}
