package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.testing.InMemoryObjectStore;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that go to the object store by a link; that the store holds to it is tested with a real
 * one.
 */
class PresignHttpTest {

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonNode presigned() {
    Answer answer =
        gateway.json(
            "/api/v1/assets/presign",
            "{\"content_type\":\"image/png\",\"bytes\":12,\"filename\":\"a.png\"}");
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private static void send(JsonNode presigned, byte[] content) {
    String key = URI.create(presigned.at("/put/url").asText()).getPath().substring(1);
    gateway.bean(InMemoryObjectStore.class).put(key, content, "image/png", Map.of());
  }

  private static Answer complete(JsonNode presigned) {
    return gateway.json(
        "/api/v1/assets/%s/complete".formatted(presigned.at("/asset/id").asText()), "");
  }

  @Test
  void whatWasSentBecomesAnAsset() {
    JsonNode presigned = presigned();
    assertThat(presigned.at("/put/headers/content-type").asText()).isEqualTo("image/png");
    assertThat(complete(presigned).code()).isEqualTo("INVALID_STATE");
    send(presigned, GatewayHttpTest.JPEG);
    JsonNode asset = complete(presigned).json().path("asset");
    assertThat(asset.path("id").asText()).isEqualTo(presigned.at("/asset/id").asText());
    assertThat(asset.path("filename").asText()).isEqualTo("a.png");
    assertThat(asset.path("content_type").asText()).as("by its content").isEqualTo("image/jpeg");
    assertThat(
            gateway
                .json(
                    "/api/v1/convert",
                    "{\"input\":\"asset:%s\",\"output\":\"webp\"}"
                        .formatted(asset.path("id").asText()))
                .status())
        .isEqualTo(202);
  }

  @Test
  @DisplayName("B55: what is sent to the link afterwards changes nothing")
  void theAssetIsACopy() {
    JsonNode presigned = presigned();
    send(presigned, GatewayHttpTest.JPEG);
    JsonNode asset = complete(presigned).json();
    send(presigned, "<script>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(complete(presigned).json()).isEqualTo(asset);
  }

  @Test
  void anUploadIsItsTenants() {
    JsonNode presigned = presigned();
    send(presigned, GatewayHttpTest.JPEG);
    Answer stranger =
        gateway.send(
            HttpRequest.newBuilder(
                    gateway.uri(
                        "/api/v1/assets/%s/complete".formatted(presigned.at("/asset/id").asText())))
                .header("X-API-Key", GatewayUnderTest.OTHER_KEY)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(stranger.code()).isEqualTo("ASSET_NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"content_type":"image/png"}; 422
          {"content_type":"image/png","bytes":0}; 422
          {"content_type":"image/png","bytes":"12"}; 422
          {"content_type":"image/png","bytes":1.5}; 422
          {"content_type":"png","bytes":12}; 422
          {"bytes":12}; 422
          {"content_type":"image/png","bytes":12,"acl":"public"}; 422
          {"content_type":"image/png","bytes":3000001}; 413
          """)
  void aLinkIsForWhatMayBeSent(String body, int status) {
    assertThat(gateway.json("/api/v1/assets/presign", body).status()).isEqualTo(status);
  }
}
