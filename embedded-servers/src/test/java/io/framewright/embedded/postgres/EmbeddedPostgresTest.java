package io.framewright.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.embedded.Cache;
import io.framewright.embedded.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

  /** What is unpacked, once for all tests. */
  private static Path cache = Path.of("");

  private Path directory = Path.of("");

  @BeforeAll
  static void createCache() throws Exception {
    cache = directoryForOthers();
  }

  @AfterAll
  static void removeCache() throws Exception {
    DataDirectory.delete(cache);
  }

  @BeforeEach
  void createDirectory() throws Exception {
    directory = directoryForOthers();
  }

  @AfterEach
  void removeDirectory() throws Exception {
    DataDirectory.delete(directory);
  }

  /** Not a JUnit directory: those are for their owner only, and nobody must get in. */
  private static Path directoryForOthers() throws Exception {
    Path made = Files.createTempDirectory("framewright-postgres-test-");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    return made;
  }

  @Test
  void rowsAreThereAfterARestart() throws Exception {
    try (var postgres = start("secret")) {
      run(postgres, "CREATE TABLE note (text TEXT)");
      run(postgres, "INSERT INTO note VALUES ('kept – ü')");
    }
    try (var postgres = start("secret")) {
      assertThat(first(postgres, "SELECT text FROM note")).isEqualTo("kept – ü");
    }
  }

  @Test
  void rowsAreThereAfterKillAndAStalePidFileOfAnotherProgramIsNoObstacle() throws Exception {
    try (var postgres = start("secret")) {
      run(postgres, "CREATE TABLE note AS SELECT 'kept' AS text");
      ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
    }
    Path pidFile = directory.resolve("data/data/postmaster.pid");
    assertThat(pidFile).exists();
    Files.writeString(
        pidFile,
        Files.readString(pidFile).replaceFirst("\\d+", "" + ProcessHandle.current().pid()));
    try (var postgres = start("secret")) {
      assertThat(first(postgres, "SELECT text FROM note")).isEqualTo("kept");
    }
  }

  @Test
  void theDataAreUnicodeAndWrittenOutAndThePasswordIsAsked() throws Exception {
    try (var postgres = start("secret")) {
      assertThat(first(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(first(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(first(postgres, "SELECT upper('ä')")).isEqualTo("Ä");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  private EmbeddedPostgres start(String password) {
    return EmbeddedPostgres.start(
        new EmbeddedPostgres.Settings(
            directory.resolve("data"),
            new Cache(cache),
            0,
            "framewright",
            password,
            "framewright"));
  }

  private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String first(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
