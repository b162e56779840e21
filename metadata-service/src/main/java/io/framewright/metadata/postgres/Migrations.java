package io.framewright.metadata.postgres;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code projection} to this version's state, over a connection of its own. */
@Singleton
public class Migrations {

  static final String SCHEMA = "projection";

  private final PostgresSettings settings;
  private final AtomicBoolean done = new AtomicBoolean();

  public Migrations(PostgresSettings settings) {
    this.settings = settings;
  }

  /** Runs what has not run yet; once it has succeeded it costs nothing. */
  void run() {
    if (done.get()) {
      return;
    }
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .locations("classpath:framewright/metadata-service/migrations")
        .load()
        .migrate();
    done.set(true);
  }

  /** Whether the tables are there to be read. */
  public boolean done() {
    return done.get();
  }
}
