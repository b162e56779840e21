package io.framewright.gateway.storage;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/**
 * Says that a path of the tenant's space is to show a job's output.
 *
 * @param name of the output
 */
@Serdeable
public record OutputLink(UUID job, String name) {}
