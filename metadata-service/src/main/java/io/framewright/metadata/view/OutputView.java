package io.framewright.metadata.view;

import io.framewright.schemas.avro.Rendition;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** One output of a completed job; {@code key} is its place in the object store. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record OutputView(
    String name,
    String key,
    String contentType,
    long bytes,
    String sha256,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Double durationSeconds) {

  static OutputView of(Rendition rendition) {
    return new OutputView(
        rendition.getName(),
        rendition.getKey(),
        rendition.getContentType(),
        rendition.getBytes(),
        rendition.getSha256(),
        rendition.getWidth(),
        rendition.getHeight(),
        rendition.getDurationSeconds());
  }
}
