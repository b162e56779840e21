package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobQuery.Position;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpParameters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads which jobs a client wants to see. */
final class JobList {

  private static final List<String> STATUSES =
      List.of("queued", "processing", "completed", "failed", "cancelled");
  private static final List<String> SORTS =
      List.of(
          "created_at:desc",
          "created_at:asc",
          "updated_at:desc",
          "updated_at:asc",
          "priority:desc",
          "priority:asc");
  private static final Set<String> KNOWN =
      Set.of("status", "type", "batch_id", "external_id", "cursor", "page", "per_page", "sort");
  private static final int MOST_PAGES = 100_000;
  private static final int MOST_PER_PAGE = 100;
  private static final int PER_PAGE = 20;
  private static final int LONGEST = 255;

  private JobList() {}

  /**
   * @throws ApiException VALIDATION_ERROR for a parameter that is not known or out of bounds
   */
  static JobQuery query(HttpParameters parameters) {
    parameters
        .names()
        .forEach(name -> {
          if (!KNOWN.contains(name)) {
            throw refused(name, name, "is not known here", KNOWN.stream().sorted().toList());
          }
        });
    String sort = sort(parameters);
    return new JobQuery(
        oneOf(parameters, "status", STATUSES),
        text(parameters, "type"),
        text(parameters, "external_id"),
        id(parameters, "batch_id"),
        cursor(parameters, sort),
        number(parameters, "page", 1, MOST_PAGES),
        number(parameters, "per_page", PER_PAGE, MOST_PER_PAGE),
        sort);
  }

  private static @Nullable Position cursor(HttpParameters parameters, String sort) {
    String cursor = text(parameters, "cursor");
    if (cursor == null) {
      return null;
    }
    if (parameters.contains("page")) {
      throw refused(
          "page", String.valueOf(parameters.get("page")), "goes not with a cursor", List.of());
    }
    return JobCursor.read(cursor, sort)
        .orElseThrow(() ->
            refused("cursor", cursor, "is no next_cursor of a list in this order", List.of()));
  }

  private static String sort(HttpParameters parameters) {
    String sort = oneOf(parameters, "sort", SORTS);
    return sort == null ? SORTS.getFirst() : sort;
  }

  private static @Nullable String oneOf(
      HttpParameters parameters, String name, List<String> allowed) {
    String value = parameters.get(name);
    if (value != null && !allowed.contains(value)) {
      throw refused(name, value, "has a value that is not taken", allowed);
    }
    return value;
  }

  private static @Nullable String text(HttpParameters parameters, String name) {
    String value = parameters.get(name);
    if (value != null && (value.isEmpty() || value.length() > LONGEST)) {
      throw refused(name, value, "has 1 to 255 characters", List.of());
    }
    return value;
  }

  private static @Nullable String id(HttpParameters parameters, String name) {
    String value = parameters.get(name);
    try {
      return value == null ? null : UUID.fromString(value).toString();
    } catch (IllegalArgumentException _) {
      throw refused(name, value, "is no UUID", List.of());
    }
  }

  private static int number(HttpParameters parameters, String name, int absent, int most) {
    String value = parameters.get(name);
    if (value == null) {
      return absent;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw refused(name, value, "is a number from 1 to %d".formatted(most), List.of());
  }

  private static ApiException refused(
      String name, String value, String problem, List<String> allowed) {
    ErrorDetails details = ErrorDetails.field(name).value(value);
    return new ApiException(
        ErrorCode.VALIDATION_ERROR,
        "The parameter '%s' %s.".formatted(name.length() > 50 ? "…" : name, problem),
        allowed.isEmpty() ? details : details.allowed(allowed));
  }
}
