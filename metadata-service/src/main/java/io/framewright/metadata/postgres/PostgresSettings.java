package io.framewright.metadata.postgres;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Which Postgres. The connection pool's settings in application.yml are derived from the same.
 *
 * @param host name or address
 * @param port TCP
 * @param database that exists; its schema is made by the service
 * @param user who may make tables there
 * @param password of {@code user}
 */
@ConfigurationProperties("framewright.postgres")
public record PostgresSettings(
    @Bindable(defaultValue = "127.0.0.1") String host,
    @Bindable(defaultValue = "5432") int port,
    @Bindable(defaultValue = "framewright") String database,
    @Bindable(defaultValue = "framewright") String user,
    @Bindable(defaultValue = "framewright") String password) {

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?connectTimeout=5&socketTimeout=60"
        .formatted(host, port, database);
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
