package io.framewright.orchestrator.stream;

import io.framewright.platform.ids.JobId;
import java.time.Instant;

/** Something that is due at some time; its key sorts by that time. */
sealed interface Timer {

  Instant due();

  /** A job wants to be woken. */
  record Wake(Instant due, JobId job) implements Timer {}

  /** An idempotency key may be forgotten. */
  record ForgetRequest(Instant due, String request) implements Timer {}

  default String key() {
    return switch (this) {
      case Wake(var due, var job) -> "%s/job/%s".formatted(sortable(due), job);
      case ForgetRequest(var due, var request) -> "%s/request/%s".formatted(sortable(due), request);
    };
  }

  static Timer parse(String key) {
    String[] parts = key.split("/", 3);
    Instant due = Instant.ofEpochMilli(Long.parseLong(parts[0], 16));
    return switch (parts[1]) {
      case "job" -> new Wake(due, JobId.parse(parts[2]));
      case "request" -> new ForgetRequest(due, parts[2]);
      default -> throw new IllegalStateException("no timer looks like '%s'".formatted(key));
    };
  }

  /** Sorts after every timer that is due at {@code now}, and before every later one. */
  static String endOf(Instant now) {
    return sortable(now.plusMillis(1));
  }

  private static String sortable(Instant time) {
    return "%016x".formatted(Math.max(0, time.toEpochMilli()));
  }
}
