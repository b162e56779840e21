package io.framewright.standalone.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Waits until every service says that it is ready. */
final class Readiness {

  private static final Duration BETWEEN = Duration.ofMillis(40);

  private Readiness() {}

  /**
   * @param ports of the services, by name
   * @throws IllegalStateException naming those that are not ready in time
   */
  static void await(Map<String, Integer> ports, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, Integer> waiting = new TreeMap<>(ports);
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build()) {
      while (true) {
        waiting.values().removeIf(port -> isReady(http, port));
        if (waiting.isEmpty()) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "not ready after %d s: %s".formatted(patience.toSeconds(), waiting.keySet()));
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
  }

  private static boolean isReady(HttpClient http, int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/readiness".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the services", e);
    }
  }
}
