package io.framewright.gateway.jobs;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What of a request must not stand in the log, kept in the object store; enough to ask for the same
 * again.
 *
 * @param fileName of the input, as the client knows it
 * @param outputPath where the client wants the output in the tenant's own space
 * @param request the body, as it was understood
 * @param input what the input was found to be
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record RequestNote(
    String fileName,
    @Nullable String outputPath,
    @Nullable String request,
    @Nullable ResolvedInput input) {}
