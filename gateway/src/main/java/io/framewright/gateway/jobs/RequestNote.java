package io.framewright.gateway.jobs;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What of a request must not stand in the log, kept in the object store.
 *
 * @param fileName of the input, as the client knows it
 * @param outputPath where the client wants the output in the tenant's own space
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record RequestNote(String fileName, @Nullable String outputPath) {}
