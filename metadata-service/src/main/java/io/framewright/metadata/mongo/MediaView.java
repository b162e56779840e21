package io.framewright.metadata.mongo;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one input or output of a job.
 *
 * @param object an output's key in the object store; for an input {@code <job>/<input name>}
 * @param role {@code input} or {@code output}
 */
@Serdeable
public record MediaView(
    String object, String role, String name, Map<String, @Nullable Object> metadata) {}
