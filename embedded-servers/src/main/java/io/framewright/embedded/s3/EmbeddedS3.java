package io.framewright.embedded.s3;

import io.framewright.embedded.Cache;
import io.framewright.embedded.ChildServer;
import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.embedded.Ports;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import io.framewright.platform.storage.StorageSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/**
 * S3Proxy in a JVM of its own. Objects are files below the data directory, their attributes are
 * extended attributes of those files.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /**
   * @param directory holds the objects; on a file system with extended attributes
   * @param cache where the program is unpacked if it is packed in a jar
   * @param port to listen on, or 0 for a free one
   */
  public record Settings(
      Path directory, Cache cache, int port, String accessKey, String secretKey) {}

  private static final String PACKED = "/framewright/embedded/s3proxy.jar";
  private static final String REGION = "us-east-1";
  private static final String BUCKET = "framewright";

  private final DataDirectory directory;
  private final ChildServer server;
  private final int port;
  private final Settings settings;

  private EmbeddedS3(DataDirectory directory, ChildServer server, int port, Settings settings) {
    this.directory = directory;
    this.server = server;
    this.port = port;
    this.settings = settings;
  }

  /**
   * Starts the server and returns when it accepts connections.
   *
   * @throws EmbeddedServerException saying what to do if it does not start
   */
  public static EmbeddedS3 start(Settings settings) {
    return DataDirectory.hold(
        settings.directory(), "S3", directory -> startIn(directory, settings));
  }

  private static EmbeddedS3 startIn(DataDirectory directory, Settings settings) {
    ExtendedAttributes.require(directory.path());
    int port = Ports.choose(settings.port(), "S3");
    Path configuration = S3ProxyConfiguration.write(directory.path(), port, settings);
    ProcessBuilder command = new ProcessBuilder(command(settings.cache(), configuration));
    command.environment().put("LOG_LEVEL", "warn");
    command.environment().put("JETTY_LOG_LEVEL", "warn");
    return new EmbeddedS3(
        directory,
        ChildServer.start(
            new ChildServer.Plan(
                "S3",
                command,
                directory.path().resolve("s3proxy.log"),
                DeathSignal.KILL,
                () -> ChildServer.accepts(port))),
        port,
        settings);
  }

  /** A small JVM: it moves bytes, so neither a large heap nor the optimising compiler help. */
  private static List<String> command(Cache cache, Path configuration) {
    Path program = program(cache);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx96m",
        "-Xss512k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + loadedClasses(cache),
        "-jar",
        program.toString(),
        "--properties",
        configuration.toString());
  }

  /** What it loads at its start, kept by the JVM when it ends; it halves the next start. */
  private static Path loadedClasses(Cache cache) {
    return cache.entry("s3proxy-4.1.0-classes", _ -> {}).resolve("classes.jsa");
  }

  /** The packed file itself when the class path has it as a file, else a copy in the cache. */
  private static Path program(Cache cache) {
    URL packed = EmbeddedS3.class.getResource(PACKED);
    try {
      if (packed != null && packed.getProtocol().equals("file")) {
        return Path.of(packed.toURI());
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("%s has no usable address".formatted(PACKED), e);
    }
    return cache
        .entry("s3proxy-4.1.0", fresh -> Cache.copy(PACKED, fresh.resolve("s3proxy.jar"), false))
        .resolve("s3proxy.jar");
  }

  public int port() {
    return port;
  }

  /** The server's process. */
  public long pid() {
    return server.pid();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** How services reach it; the bucket is still to be created. */
  public StorageSettings settings() {
    return new StorageSettings(
        endpoint().toString(),
        "",
        REGION,
        BUCKET,
        settings.accessKey(),
        settings.secretKey(),
        false);
  }

  @Override
  public void close() {
    server.close();
    directory.close();
  }
}
