package io.framewright.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A service in a JVM of its own, from its own jar and its own class path. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;

  private ServiceProcess(String name, int port, Path log, Process process) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * @param module whose jar is run
   * @param environment its whole configuration
   */
  static ServiceProcess start(
      String name,
      String module,
      String main,
      int port,
      Path log,
      Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath(module),
                main)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new ServiceProcess(name, port, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private static String classPath(String module) {
    Path target = ComposeFile.ROOT.resolve(module).resolve("target");
    Path dependencies = target.resolve("classpath");
    try (Stream<Path> files = Files.list(target)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalStateException("no jar of %s: run mvn verify".formatted(module)));
      return jar + ":" + Files.readString(dependencies).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("no %s: run mvn verify".formatted(dependencies), e);
    }
  }

  String name() {
    return name;
  }

  void awaitReady() {
    Awaitility.await("%s is ready, log %s".formatted(name, log))
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .failFast("%s ended, see %s".formatted(name, log), () -> !process.isAlive())
        .until(() -> status("/health/readiness") == 200);
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0; // not listening yet
    }
  }

  HttpResponse<String> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("%s does not answer".formatted(name), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  List<String> logged() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** SIGKILL, as the kernel does it. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    process.destroy();
  }

  /** Waits for the end after {@link #stop}, then insists. */
  @Override
  public void close() {
    stop();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("%s does not end when told, see %s".formatted(name, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
