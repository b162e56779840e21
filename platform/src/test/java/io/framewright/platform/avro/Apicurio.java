package io.framewright.platform.avro;

import io.framewright.platform.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A real registry with Confluent's interface, in memory, as a child of the test's JVM. */
final class Apicurio implements AutoCloseable {

  private static final Path HOME = Path.of("target", "apicurio").toAbsolutePath();
  private static final Path LOG = Path.of("target", "apicurio.log").toAbsolutePath();

  private final Process process;
  private final URI base;

  private Apicurio(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Starts it with the compatibility that Framewright promises; its own default is none. */
  static Apicurio start() {
    if (!Files.exists(HOME.resolve("quarkus-run.jar"))) {
      throw new IllegalStateException(
          "no registry in %s: Maven unpacks it in the phase process-test-resources"
              .formatted(HOME));
    }
    int port = freePort();
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command(port, freePort()))
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile()),
            ChildProcesses.DeathSignal.KILL);
    Apicurio apicurio =
        new Apicurio(process, URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(port)));
    Awaitility.await("the registry answers, log " + LOG)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the registry ended, see " + LOG, () -> !process.isAlive())
        .until(apicurio::answers);
    return apicurio;
  }

  private static List<String> command(int port, int managementPort) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.management.host=127.0.0.1",
        "-Dquarkus.management.port=" + managementPort,
        "-Dapicurio.rules.global.compatibility=BACKWARD_TRANSITIVE",
        "-jar",
        HOME.resolve("quarkus-run.jar").toString());
  }

  URI base() {
    return base;
  }

  private boolean answers() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "/subjects"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not yet
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  @Override
  public void close() {
    ChildProcesses.stopTree(process, Duration.ofSeconds(5));
  }
}
