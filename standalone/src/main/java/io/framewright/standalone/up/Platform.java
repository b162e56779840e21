package io.framewright.standalone.up;

import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.engines.EngineCache;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.Ladder;
import io.framewright.standalone.engines.Libvips;
import io.framewright.standalone.files.Credentials;
import io.framewright.standalone.files.DataDirectory;
import io.framewright.standalone.files.DataLock;
import io.framewright.standalone.files.Instance;
import io.framewright.standalone.files.Reach;
import io.framewright.standalone.files.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The whole platform, running: embedded servers and services in this JVM, image-service in a child.
 * It survives {@code kill -9} of any of it: the next start goes on with the same data.
 */
public final class Platform implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Closing closing;
  private final Credentials credentials;
  private final Duration ready;

  private Platform(Closing closing, Credentials credentials, Duration ready) {
    this.closing = closing;
    this.credentials = credentials;
    this.ready = ready;
  }

  /** Starts everything, from now on. */
  public static Platform start(DataDirectory directory, int port, Consumer<String> progress) {
    return start(directory, port, Instant.now(), progress);
  }

  /**
   * Starts everything and returns when it takes jobs.
   *
   * @param port the gateway's
   * @param since when the start began, for {@link #ready}
   * @param progress gets one line per part
   * @throws CannotRunException if something is missing or in the way, with what to do about it
   */
  public static Platform start(
      DataDirectory directory, int port, Instant since, Consumer<String> progress) {
    directory.prepare();
    Closing closing = new Closing();
    try {
      closing.add("lock", DataLock.take(directory));
      requireFree(port);
      Instance.starting().write(directory);
      closing.add("instance file", () -> directory.instance().delete());
      Map<String, Integer> ports = new LinkedHashMap<>();
      Credentials credentials = startParts(directory, port, progress, closing, ports);
      Duration ready = Duration.between(since, Instant.now());
      credentials.write(directory);
      Instance.ready(ready, ports).write(directory);
      return new Platform(closing, credentials, ready);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Credentials startParts(
      DataDirectory directory,
      int port,
      Consumer<String> progress,
      Closing closing,
      Map<String, Integer> ports) {
    Secrets secrets = Secrets.of(directory);
    ServicePorts servicePorts = ServicePorts.choose(port);
    try (Parts parts = new Parts(closing, progress)) {
      Engines engines = Engines.ofThisMachine();
      CompletableFuture<Ffmpeg> ffmpeg =
          parts.run("ffmpeg", () -> found(engines.ffmpeg(), progress));
      CompletableFuture<Libvips> libvips =
          parts.run("libvips", () -> found(engines.libvips(), progress));
      Servers servers = new Servers(parts, directory, secrets, programs(engines.cache()));
      Services services =
          new Services(parts, directory, secrets, servicePorts, servers, ffmpeg, libvips);
      Parts.join(services.all());
      Readiness.await(servicePorts.byName(), PATIENCE);
      ports.putAll(servicePorts.byName());
      ports.putAll(servers.ports());
      URI base = URI.create("http://127.0.0.1:" + port);
      return new Credentials(
          base, secrets.apiKey(), servers.addresses().kafka(), base.resolve("/schema-registry"));
    }
  }

  /** Where the embedded servers are unpacked: root runs one of them as nobody. */
  private static Path programs(EngineCache cache) {
    Path ours = cache.root().resolveSibling("servers");
    return Reach.isRoot() && !Reach.ofOthers(ours)
        ? Path.of("/var/cache/framewright/servers")
        : ours;
  }

  private static <E> E found(Ladder<E> ladder, Consumer<String> progress) {
    Ladder.Search.Found<E> found = ladder.require();
    progress.accept("found %s (%s): %s".formatted(ladder.engine(), found.place(), found.engine()));
    return found.engine();
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CannotRunException(
          "port %d of 127.0.0.1 is taken by another program".formatted(port),
          "choose another: ./framewright up --port %d".formatted(port + 1),
          e);
    }
  }

  public Credentials credentials() {
    return credentials;
  }

  /** How long it took until it was ready for jobs. */
  public Duration ready() {
    return ready;
  }

  /** Stops everything, the services before their servers. */
  @Override
  public void close() {
    closing.close();
  }
}
