package io.framewright.gateway.events;

import io.framewright.schemas.avro.TaskProgress;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written to a watcher, as text/event-stream of the HTML standard. */
final class SseFrame {

  /** Says that the server is still there; watchers do not see it. */
  static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  /** How far a job is. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record ProgressData(
      double percentage,
      String stage,
      @Nullable Double fps,
      @Nullable Double speed,
      @Nullable Double etaSeconds,
      UUID jobId) {}

  /** How a job ended. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record EndData(
      String status,
      @Nullable String outputPath,
      @Nullable List<String> outputs,
      @Nullable Problem error,
      UUID jobId) {}

  /** Why it failed. */
  @Serdeable
  record Problem(@Nullable String code, @Nullable String message, @Nullable String hint) {}

  private final JsonMapper json;

  SseFrame(JsonMapper json) {
    this.json = json;
  }

  byte[] progress(TaskProgress progress) {
    return frame(
        "progress",
        null,
        new ProgressData(
            Math.round(progress.getPercent() * 10) / 10.0,
            progress.getStage().name().toLowerCase(Locale.ROOT),
            progress.getFps(),
            progress.getSpeed(),
            progress.getEtaSeconds(),
            progress.getMetadata().getJobId()));
  }

  /**
   * One event of the job's history; its id is its place there.
   *
   * @param percentage last known, 0 to 100
   */
  byte[] moment(UUID job, Moment moment, double percentage) {
    return moment(job, moment, percentage, moment.sequence());
  }

  /** The same for those who watch many jobs: then a place in one history names no event. */
  byte[] momentOfMany(UUID job, Moment moment) {
    return moment(job, moment, 0, null);
  }

  private byte[] moment(UUID job, Moment moment, double percentage, @Nullable Long id) {
    return switch (moment.type()) {
      case "JobCompleted", "JobReused" -> frame("complete", id, completed(job, moment));
      case "JobFailed" ->
          frame(
              "error",
              id,
              new EndData(
                  "failed",
                  null,
                  null,
                  new Problem(moment.code(), moment.message(), moment.hint()),
                  job));
      case "JobCancelled" ->
          frame("cancelled", id, new EndData("cancelled", null, null, null, job));
      default ->
          frame(
              "progress",
              id,
              new ProgressData(percentage, stage(moment.type()), null, null, null, job));
    };
  }

  private static EndData completed(UUID job, Moment moment) {
    List<String> paths =
        moment.outputs().stream()
            .map(name -> "/api/v1/jobs/%s/outputs/%s".formatted(job, name))
            .toList();
    return new EndData("completed", paths.stream().findFirst().orElse(null), paths, null, job);
  }

  private static String stage(String type) {
    return switch (type) {
      case "JobAccepted", "JobPriorityChanged", "TaskDispatched" -> "queued";
      case "TaskRetryScheduled", "TaskRequeued" -> "retrying";
      case "JobCancelling" -> "cancelling";
      default -> "processing";
    };
  }

  private byte[] frame(String event, @Nullable Long id, Object data) {
    try {
      String text = new String(json.writeValueAsBytes(data), StandardCharsets.UTF_8);
      String head = id == null ? "" : "id: %d\n".formatted(id);
      return "%sevent: %s\ndata: %s\n\n"
          .formatted(head, event, text)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write an event", e);
    }
  }
}
