package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.GatewayUnderTest.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What HTTP offers beyond a body and a status. */
class HttpMannersTest {

  private static final String FRIEND = "https://app.example";

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            Map.of(
                "gateway.fakes",
                true,
                "framewright.kafka.bootstrap-servers",
                "127.0.0.1:1",
                "framewright.redis.uri",
                "redis://127.0.0.1:1",
                "micronaut.server.cors.enabled",
                true,
                "micronaut.server.cors.configurations.app.allowed-origins[0]",
                FRIEND));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void longTextIsPackedForWhoUnpacksIt() throws IOException {
    Answer packed =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/openapi.json")).header("Accept-Encoding", "gzip"));
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.response().body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("{\"openapi\":");
    }
    Answer plain = gateway.send(HttpRequest.newBuilder(gateway.uri("/openapi.json")));
    assertThat(plain.header("Content-Encoding")).isEmpty();
  }

  @Test
  void picturesAreNotPackedOnceMore() {
    gateway.send(
        gateway
            .request("/api/v1/storage/a.jpg")
            .PUT(
                HttpRequest.BodyPublishers.ofByteArray(
                    java.util.Arrays.copyOf(GatewayHttpTest.JPEG, 9_000))));
    Answer answer =
        gateway.send(gateway.request("/api/v1/storage/a.jpg").header("Accept-Encoding", "gzip"));
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.response().body()).hasSize(9_000);
  }

  @Test
  void anOriginThatWasAllowedMayAsk() {
    Answer preflight =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/api/v1/jobs"))
                .header("Origin", FRIEND)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-api-key")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    Answer stranger =
        gateway.send(gateway.request("/api/v1/jobs").header("Origin", "https://evil.example"));
    assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void browsersAreToldNotToGuess() {
    Answer answer = gateway.get("/api/v1/jobs");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
  }
}
