package io.framewright.metadata.postgres;

import io.framewright.platform.security.Secret;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What {@link PostgresSettings} mean to others. */
@Factory
final class PostgresFactory {

  private static final int LEAST_PASSWORD = 12;

  @Singleton
  Secret password(PostgresSettings settings) {
    return new Secret("framewright.postgres.password", settings.password(), LEAST_PASSWORD);
  }
}
