package io.framewright.gateway.metadata;

import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.Rendition;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the read model shows it.
 *
 * @param owner name of the key that asked
 * @param status queued, processing, completed, failed or cancelled
 * @param stage queued, processing, retrying, cancelling or complete
 * @param requestKey object key of what must not stand in the log
 * @param sequence of the last event that is in this view
 * @param queuePosition from 1, while it waits for its turn
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record JobView(
    UUID id,
    @Nullable String owner,
    String status,
    @Nullable String stage,
    @Nullable String priority,
    @Nullable String operation,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Instant updatedAt,
    @Nullable Integer attempt,
    @Nullable UUID batchId,
    @Nullable String externalId,
    @Nullable UUID retryOf,
    @Nullable UUID reusedFrom,
    @Nullable List<String> warnings,
    @Nullable List<Output> outputs,
    @Nullable Problem error,
    @Nullable String requestKey,
    long sequence,
    @Nullable Integer queuePosition,
    @Nullable List<TaskView> tasks) {

  /** One output; {@code key} is where it lies. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Output(
      String name,
      String key,
      String contentType,
      long bytes,
      String sha256,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Double durationSeconds) {

    /** An output as the log tells it. */
    public static Output of(Rendition made) {
      return new Output(
          made.getName(),
          made.getKey(),
          made.getContentType(),
          made.getBytes(),
          made.getSha256(),
          made.getWidth(),
          made.getHeight(),
          made.getDurationSeconds());
    }
  }

  /** Why a job failed. */
  @Serdeable
  public record Problem(String code, String message, @Nullable String hint) {

    /** A failure as the log tells it. */
    public static Problem of(Failure failure) {
      return new Problem(failure.getCode(), failure.getMessage(), failure.getHint());
    }
  }

  /** One task of the job. */
  @Serdeable
  public record TaskView(
      UUID id,
      @Nullable String pool,
      @Nullable String operation,
      @Nullable String status,
      @Nullable Integer attempt) {}

  /** The outputs, none before the job has completed. */
  public List<Output> made() {
    return outputs == null ? List.of() : outputs;
  }

  public Optional<Output> output(String name) {
    return made().stream().filter(output -> output.name().equals(name)).findFirst();
  }

  /** The tasks, as far as the read models know them yet. */
  public List<TaskView> graph() {
    return tasks == null ? List.of() : tasks;
  }

  public boolean ended() {
    return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
  }
}
