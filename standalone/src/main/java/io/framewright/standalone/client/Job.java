package io.framewright.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A job as the API shows it.
 *
 * @param progress 0 to 100
 * @param json the whole answer
 */
public record Job(
    String id,
    String status,
    String stage,
    double progress,
    String operation,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Integer> etaSeconds,
    List<Output> outputs,
    Optional<Refusal> error,
    JsonNode json) {

  public Job {
    outputs = List.copyOf(outputs);
  }

  /** One result. */
  public record Output(String name, String contentType, long bytes) {}

  /** Why it failed. */
  public record Refusal(String code, String message, String hint) {}

  static Job parse(JsonNode json) {
    return new Job(
        json.path("id").asText(),
        json.path("status").asText(),
        json.path("stage").asText(),
        json.path("progress").asDouble(),
        json.path("operation").asText(),
        instant(json, "created_at").orElse(Instant.EPOCH),
        instant(json, "started_at"),
        instant(json, "completed_at"),
        json.hasNonNull("eta_seconds")
            ? Optional.of(json.path("eta_seconds").asInt())
            : Optional.empty(),
        StreamSupport.stream(json.path("outputs").spliterator(), false).map(Job::output).toList(),
        json.hasNonNull("error") ? Optional.of(error(json.path("error"))) : Optional.empty(),
        json);
  }

  private static Output output(JsonNode json) {
    return new Output(
        json.path("name").asText(),
        json.path("content_type").asText(),
        json.path("bytes").asLong());
  }

  private static Refusal error(JsonNode json) {
    return new Refusal(
        json.path("code").asText(), json.path("message").asText(), json.path("hint").asText(""));
  }

  private static Optional<Instant> instant(JsonNode json, String field) {
    return json.hasNonNull(field)
        ? Optional.of(Instant.parse(json.path(field).asText()))
        : Optional.empty();
  }

  public boolean hasEnded() {
    return switch (status) {
      case "completed", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  public boolean isCompleted() {
    return status.equals("completed");
  }

  /** From the request to the start of the first attempt. */
  public Optional<Duration> queued() {
    return startedAt.map(started -> Duration.between(createdAt, started));
  }

  /** From the first start to the end. */
  public Optional<Duration> running() {
    return startedAt.flatMap(
        started -> completedAt.map(completed -> Duration.between(started, completed)));
  }
}
