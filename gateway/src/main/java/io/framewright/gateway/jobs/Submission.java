package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.security.Caller;
import io.framewright.gateway.storage.StoragePath;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that was understood, ready to be written.
 *
 * @param overlays what the plan needs beside the input, by name
 * @param request the body as it was understood
 * @param requestHash of the whole request
 * @param traceparent W3C trace context, if the client sent one that is well-formed
 */
record Submission(
    Caller caller,
    ResolvedInput input,
    Map<String, ResolvedInput> overlays,
    Plan plan,
    JobOptions options,
    Optional<StoragePath> outputPath,
    Optional<IdempotencyKey> key,
    JsonNode request,
    String requestHash,
    Origin origin,
    Optional<String> traceparent) {

  /** What the job belongs to, or repeats. */
  record Origin(Optional<UUID> batch, Optional<UUID> retryOf) {

    static final Origin ALONE = new Origin(Optional.empty(), Optional.empty());

    static Origin batch(UUID id) {
      return new Origin(Optional.of(id), Optional.empty());
    }

    static Origin retryOf(UUID job) {
      return new Origin(Optional.empty(), Optional.of(job));
    }
  }
}
