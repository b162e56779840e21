package io.framewright.gateway.jobs;

import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.security.Caller;
import io.framewright.gateway.storage.StoragePath;
import java.util.Optional;

/**
 * A request that was understood, ready to be written.
 *
 * @param requestHash of the whole request
 * @param traceparent W3C trace context, if the client sent one that is well-formed
 */
record Submission(
    Caller caller,
    ResolvedInput input,
    Plan plan,
    JobOptions options,
    Optional<StoragePath> outputPath,
    Optional<IdempotencyKey> key,
    String requestHash,
    Optional<String> traceparent) {}
