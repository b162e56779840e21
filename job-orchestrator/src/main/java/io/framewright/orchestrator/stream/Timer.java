package io.framewright.orchestrator.stream;

import io.framewright.platform.ids.JobId;
import java.time.Instant;

/** Something that may be forgotten at some time; its key sorts by that time. */
sealed interface Timer {

  Instant due();

  /** A job that has ended. */
  record ForgetJob(Instant due, JobId job) implements Timer {}

  /** An idempotency key. */
  record ForgetRequest(Instant due, String request) implements Timer {}

  /** A result that was kept to be used again. */
  record ForgetResult(Instant due, String work) implements Timer {}

  default String key() {
    return switch (this) {
      case ForgetJob(var due, var job) -> "%s/job/%s".formatted(sortable(due), job);
      case ForgetRequest(var due, var request) -> "%s/request/%s".formatted(sortable(due), request);
      case ForgetResult(var due, var work) -> "%s/result/%s".formatted(sortable(due), work);
    };
  }

  static Timer parse(String key) {
    String[] parts = key.split("/", 3);
    Instant due = Instant.ofEpochMilli(Long.parseLong(parts[0], 16));
    return switch (parts[1]) {
      case "job" -> new ForgetJob(due, JobId.parse(parts[2]));
      case "request" -> new ForgetRequest(due, parts[2]);
      case "result" -> new ForgetResult(due, parts[2]);
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
