package io.framewright.platform.avro;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Chooses where schema ids come from: {@code framewright.schema-registry.url}, or without one the
 * bundled releases.
 */
@Factory
final class CatalogueFactory {

  @Singleton
  SchemaCatalogue catalogue(@Value("${framewright.schema-registry.url:}") String url) {
    return url.isBlank()
        ? new BundledSchemaCatalogue()
        : new ConfluentSchemaRegistry(URI.create(url));
  }
}
