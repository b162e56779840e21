package io.framewright.gateway.assets;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;

/**
 * An uploaded file, which never changes.
 *
 * @param filename as the client called it; only ever shown
 * @param contentType as sniffed
 * @param sha256 lower-case hex
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Asset(
    UUID id, String filename, String contentType, long bytes, String sha256, Instant createdAt) {

  public MediaKind kind() {
    return MediaKind.of(contentType);
  }
}
