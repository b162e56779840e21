package io.framewright.embedded.redis;

import io.framewright.embedded.Cache;
import io.framewright.embedded.ChildServer;
import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.embedded.Ports;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.nio.file.Path;

/**
 * Redis 6.2 as a cache: at most 64 MB, nothing on disk, so it is empty after a restart. When it is
 * full it drops what was not used for longest.
 */
public final class EmbeddedRedis implements AutoCloseable {

  /**
   * @param directory for its log
   * @param cache where the program is unpacked
   * @param port to listen on, or 0 for a free one
   */
  public record Settings(Path directory, Cache cache, int port) {}

  private static final String PACKED = "/redis-server-6.2.6-v5-linux-amd64";

  private final DataDirectory directory;
  private final ChildServer server;
  private final int port;

  private EmbeddedRedis(DataDirectory directory, ChildServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server and returns when it accepts connections.
   *
   * @throws EmbeddedServerException saying what to do if it does not start
   */
  public static EmbeddedRedis start(Settings settings) {
    return DataDirectory.hold(
        settings.directory(), "Redis", directory -> startIn(directory, settings));
  }

  private static EmbeddedRedis startIn(DataDirectory directory, Settings settings) {
    int port = Ports.choose(settings.port(), "Redis");
    Path program =
        settings
            .cache()
            .entry("redis-6.2.6", fresh -> Cache.copy(PACKED, fresh.resolve("redis-server"), true))
            .resolve("redis-server");
    ProcessBuilder command =
        new ProcessBuilder(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--appendonly",
                "no",
                "--save",
                "",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru",
                "--loglevel",
                "warning")
            .directory(directory.path().toFile());
    return new EmbeddedRedis(
        directory,
        ChildServer.start(
            new ChildServer.Plan(
                "Redis",
                command,
                directory.path().resolve("redis.log"),
                DeathSignal.KILL,
                () -> ChildServer.accepts(port))),
        port);
  }

  public int port() {
    return port;
  }

  /** The server's process. */
  public long pid() {
    return server.pid();
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.close();
    directory.close();
  }
}
