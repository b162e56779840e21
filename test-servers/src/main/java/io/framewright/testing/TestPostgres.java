package io.framewright.testing;

import io.framewright.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The Postgres of this JVM's tests, with one empty database. It starts with the first question. */
public final class TestPostgres {

  /** Where the server is and who may enter: a superuser. */
  public record Access(String host, int port, String user, String password, String database) {}

  private static final String IMAGE = "postgres:18";
  private static final int PORT = 5432;
  private static final String NAME = "framewright";

  private static final Shared<Access> SERVER =
      new Shared<>("postgres", TestPostgres::container, TestPostgres::embedded);

  private TestPostgres() {}

  public static Access access() {
    return SERVER.get();
  }

  public static String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(access().host(), access().port(), access().database());
  }

  /** For the context of a service. */
  public static Map<String, Object> properties() {
    Access access = access();
    return Map.of(
        "framewright.postgres.host", access.host(),
        "framewright.postgres.port", access.port(),
        "framewright.postgres.database", access.database(),
        "framewright.postgres.user", access.user(),
        "framewright.postgres.password", access.password());
  }

  @SuppressWarnings("resource") // the container is closed with the JVM
  private static Shared.Started<Access> container() {
    GenericContainer<?> postgres =
        new GenericContainer<>(IMAGE)
            .withEnv(Map.of("POSTGRES_USER", NAME, "POSTGRES_PASSWORD", NAME, "POSTGRES_DB", NAME))
            .withExposedPorts(PORT)
            .waitingFor(
                Wait.forLogMessage(".*ready to accept connections.*\\s", 2)
                    .withStartupTimeout(Duration.ofMinutes(1)));
    postgres.start();
    return new Shared.Started<>(
        new Access(postgres.getHost(), postgres.getMappedPort(PORT), NAME, NAME, NAME), postgres);
  }

  private static Shared.Started<Access> embedded(Path directory) {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Settings(directory, Scratch.cache(), 0, NAME, NAME, NAME));
    return new Shared.Started<>(
        new Access(postgres.host(), postgres.port(), NAME, NAME, NAME), postgres);
  }
}
