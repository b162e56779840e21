package io.framewright.gateway.uploads;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an upload was begun with; how much has arrived is told by its pieces alone.
 *
 * @param length in bytes, from 1
 * @param metadata as the client sent it, which it gets back
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record UploadNote(
    UUID id, long length, String fileName, @Nullable String metadata, Instant expiresAt) {}
