package io.framewright.standalone.up;

import io.framewright.platform.storage.ObjectStore;
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
  private final Started started;
  private final Duration ready;

  private record Started(Credentials credentials, Services services, Map<String, Integer> ports) {}

  private Platform(Closing closing, Started started, Duration ready) {
    this.closing = closing;
    this.started = started;
    this.ready = ready;
  }

  /** Starts everything, from now on. */
  public static Platform start(DataDirectory directory, int port, Consumer<String> progress) {
    return start(directory, port, Layout.TOGETHER, Instant.now(), progress);
  }

  /**
   * Starts everything and returns when it takes jobs.
   *
   * @param port the gateway's
   * @param layout which processes it is made of
   * @param since when the start began, for {@link #ready}
   * @param progress gets one line per part
   * @throws CannotRunException if something is missing or in the way, with what to do about it
   */
  public static Platform start(
      DataDirectory directory, int port, Layout layout, Instant since, Consumer<String> progress) {
    directory.prepare();
    Closing closing = new Closing();
    try {
      closing.add("lock", DataLock.take(directory));
      requireFree(port);
      Instance.starting().write(directory);
      closing.add("instance file", () -> directory.instance().delete());
      Started started = startParts(directory, port, layout, progress, closing);
      Duration ready = Duration.between(since, Instant.now());
      started.credentials().write(directory);
      Instance.ready(ready, started.ports()).write(directory);
      return new Platform(closing, started, ready);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Started startParts(
      DataDirectory directory,
      int port,
      Layout layout,
      Consumer<String> progress,
      Closing closing) {
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
          new Services(parts, directory, secrets, servicePorts, servers, ffmpeg, libvips, layout);
      Parts.join(services.all());
      Readiness.await(services.ports(), PATIENCE);
      Map<String, Integer> ports = new LinkedHashMap<>(services.ports());
      ports.putAll(servers.ports());
      URI base = URI.create("http://127.0.0.1:" + port);
      return new Started(
          new Credentials(
              base,
              secrets.apiKey(),
              servers.addresses().kafka(),
              base.resolve("/schema-registry")),
          services,
          ports);
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
    return started.credentials();
  }

  /** The services that run in JVMs of their own, by name, as far as they live at the moment. */
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> living = new LinkedHashMap<>();
    started
        .services()
        .processes()
        .forEach(
            (name, process) -> process.current().ifPresent(handle -> living.put(name, handle)));
    return living;
  }

  /** Waits until every service is ready again, whatever has befallen them. */
  public void awaitReady() {
    Readiness.await(started.services().ports(), PATIENCE);
  }

  /** The object store that the services work on. */
  public ObjectStore objects() {
    return started.services().gateway().getBean(ObjectStore.class);
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
