package io.framewright.embedded.postgres;

import io.framewright.embedded.Cache;
import io.framewright.embedded.ChildServer;
import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.embedded.Ports;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Postgres 18 as a child process, with passwords and with fsync on. As Postgres refuses to run as
 * root, root runs it as {@code nobody}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /**
   * @param directory holds the data; used by one process at a time. For root it must lie where
   *     {@code nobody} can go
   * @param cache where the programs are unpacked; for root where {@code nobody} can go
   * @param port to listen on, or 0 for a free one
   * @param user the superuser, created together with the data
   * @param password taken when the data are created, and not changed later
   * @param database created together with the data
   */
  public record Settings(
      Path directory, Cache cache, int port, String user, String password, String database) {}

  private static final String READY = "ready";

  private final DataDirectory directory;
  private final ChildServer server;
  private final int port;
  private final Settings settings;

  private EmbeddedPostgres(
      DataDirectory directory, ChildServer server, int port, Settings settings) {
    this.directory = directory;
    this.server = server;
    this.port = port;
    this.settings = settings;
  }

  /**
   * Creates the data where there are none, starts the server, and returns when it takes queries.
   *
   * @throws EmbeddedServerException saying what to do if it does not start
   */
  public static EmbeddedPostgres start(Settings settings) {
    return DataDirectory.hold(
        settings.directory(),
        "Postgres",
        directory -> {
          int port = Ports.choose(settings.port(), "Postgres");
          return new EmbeddedPostgres(
              directory, server(directory.path(), port, settings), port, settings);
        });
  }

  private static ChildServer server(Path directory, int port, Settings settings) {
    Account account = Account.forPostgres();
    account.requireWayTo(directory);
    Path programs = PostgresPrograms.unpack(settings.cache());
    account.requireWayTo(programs);
    Path data = new Cluster(programs, directory, account).prepare(settings);
    Path pidFile = data.resolve("postmaster.pid");
    FormerServer.awaitEnd(data);
    return ChildServer.start(
        new ChildServer.Plan(
            "Postgres",
            new ProcessBuilder(account.running(command(programs, data, port), DeathSignal.INT)),
            directory.resolve("postgres.log"),
            DeathSignal.INT,
            () -> isReady(pidFile)));
  }

  private static List<String> command(Path programs, Path data, int port) {
    return List.of(
        programs.resolve("bin/postgres").toString(),
        "-D",
        data.toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "shared_buffers=32MB",
        "-c",
        "max_connections=50",
        "-c",
        "fsync=on",
        "-c",
        "password_encryption=scram-sha-256");
  }

  /** The last line of its own pid file says so. */
  private static boolean isReady(Path pidFile) {
    try {
      return Files.exists(pidFile)
          && Files.readAllLines(pidFile).stream().anyMatch(line -> line.strip().equals(READY));
    } catch (IOException _) {
      return false; // it is being written
    }
  }

  public int port() {
    return port;
  }

  public String host() {
    return "127.0.0.1";
  }

  public String user() {
    return settings.user();
  }

  public String password() {
    return settings.password();
  }

  public String database() {
    return settings.database();
  }

  /** The server's process. */
  public long pid() {
    return server.pid();
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, settings.database());
  }

  /** Ends connections, writes out everything and stops (a "fast" shutdown). */
  @Override
  public void close() {
    server.interrupt();
    server.close();
    directory.close();
  }
}
