package io.framewright.gateway.jobs;

import io.framewright.gateway.metadata.JobView;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job as clients see it. Links are minted at each read. */
@Serdeable(naming = SnakeCaseStrategy.class)
record JobJson(
    UUID id,
    String status,
    String stage,
    double progress,
    String priority,
    String operation,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Integer queuePosition,
    @Nullable Double etaSeconds,
    @Nullable Double fps,
    int attempt,
    @Nullable UUID batchId,
    @Nullable String externalId,
    @Nullable UUID retryOf,
    @Nullable UUID reusedFrom,
    List<String> warnings,
    List<OutputJson> outputs,
    @Nullable URI resultUrl,
    JobView.@Nullable Problem error,
    Progress progressDetails,
    Links links) {

  /**
   * One output.
   *
   * @param url good until {@code expiresAt} without a key, or with the caller's key and no end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record OutputJson(
      String name,
      String contentType,
      long bytes,
      String sha256,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Double durationSeconds,
      URI url,
      @Nullable Instant expiresAt) {}

  /**
   * How far the job is.
   *
   * @param percentage 0 to 100
   * @param speed media seconds per second
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Progress(
      double percentage,
      String stage,
      @Nullable Double fps,
      @Nullable Double speed,
      @Nullable Double etaSeconds) {}

  /** Where to go from here; paths on this server. */
  @Serdeable
  record Links(String self, String events, String logs, String history, String cancel) {}
}
