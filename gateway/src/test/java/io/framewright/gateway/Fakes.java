package io.framewright.gateway;

import io.framewright.platform.storage.S3ObjectStore;
import io.framewright.testing.InMemoryObjectStore;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Puts objects in memory in the place of S3, where a test asks for fakes. */
@Factory
@Requires(property = "gateway.fakes")
final class Fakes {

  @Singleton
  @Replaces(S3ObjectStore.class)
  InMemoryObjectStore objects() {
    return new InMemoryObjectStore();
  }
}
