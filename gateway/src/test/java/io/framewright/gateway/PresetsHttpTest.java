package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that say a name in the place of a long story. */
class PresetsHttpTest {

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Answer put(String name, String body) {
    return gateway.send(
        gateway
            .request("/api/v1/presets/" + name)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private static Answer convert(String rest) {
    return gateway.json(
        "/api/v1/convert",
        "{\"input\":\"asset:%s\",%s}".formatted(gateway.upload(GatewayHttpTest.JPEG), rest));
  }

  private static String params() {
    return gateway
        .bean(FakeLog.class)
        .lastRequest()
        .getTasks()
        .getFirst()
        .getOperation()
        .getParams();
  }

  @Test
  void everyPresetOfThePlatformCanBeDone() {
    JsonNode presets = gateway.get("/api/v1/presets").json().path("presets");
    assertThat(presets).isNotEmpty();
    for (JsonNode preset : presets) {
      if (preset.path("source").asText().equals("tenant")) {
        continue;
      }
      String name = preset.path("name").asText();
      boolean picture = name.startsWith("photo");
      byte[] file = picture ? GatewayHttpTest.JPEG : OpenApiTest.FILM;
      Answer answer = gateway.form("/api/v1/convert?validate=true", Map.of("preset", name), file);
      assertThat(answer.status()).as(name + answer.text()).isEqualTo(200);
    }
  }

  @Test
  void whatTheRequestSaysItselfCounts() {
    assertThat(
            put(
                    "shop",
                    """
                    {"description":"of the shop","output":{"format":"webp","image":{"quality":75,"effort":5}},
                     "operations":[{"type":"resize","width":800}],"options":{"priority":"low"}}
                    """)
                .status())
        .isEqualTo(200);
    Answer answer =
        convert(
            """
            "preset":"shop","output":{"image":{"quality":50}},"operations":[{"type":"grayscale"}]\
            """);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().at("/job/priority").asText()).isEqualTo("low");
    assertThat(params())
        .isEqualTo(
            "{\"output\":{\"effort\":5,\"format\":\"webp\",\"quality\":50},"
                + "\"steps\":[{\"type\":\"resize\",\"width\":800},{\"type\":\"grayscale\"}]}");
    convert("\"preset\":\"shop\",\"output\":\"/storage/shop/a.webp\"");
    assertThat(params()).contains("\"quality\":75");
    convert("\"preset\":\"shop\",\"output\":\"png\",\"operations\":null");
    assertThat(params()).contains("\"format\":\"png\"");
  }

  @Test
  void aPresetIsItsTenants() {
    put("mine", "{\"output\":\"png\"}");
    assertThat(gateway.get("/api/v1/presets/mine").json().path("source").asText())
        .isEqualTo("tenant");
    Answer stranger =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/api/v1/presets/mine"))
                .header("X-API-Key", GatewayUnderTest.OTHER_KEY));
    assertThat(stranger.code()).isEqualTo("PRESET_NOT_FOUND");
    HttpRequest.Builder deletion = gateway.request("/api/v1/presets/mine").DELETE();
    assertThat(gateway.send(deletion).status()).isEqualTo(204);
    assertThat(gateway.send(deletion).code()).isEqualTo("PRESET_NOT_FOUND");
    Answer gone = convert("\"preset\":\"mine\"");
    assertThat(gone.status()).isEqualTo(422);
    assertThat(gone.json().at("/error/details/allowed").toString()).contains("web-720p");
  }

  @Test
  void whatCameWithThePlatformStays() {
    assertThat(put("web-720p", "{\"output\":\"png\"}").code()).isEqualTo("INVALID_STATE");
    assertThat(gateway.send(gateway.request("/api/v1/presets/web-720p").DELETE()).code())
        .isEqualTo("INVALID_STATE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          Big; {"output":"png"}; name
          bad; {"output":"exe"}; output
          bad; {"output":"png","operations":[{"type":"resize","width":0}]}; operations[0].width
          bad; {"options":{"priority":"urgent"}}; options.priority
          bad; {"input":"asset:x","output":"png"}; input
          bad; {"description":"nothing"}; output
          bad; {"description":7,"output":"png"}; description
          """)
  void whatCannotBeDoneIsNotSaved(String name, String body, String field) {
    Answer answer = put(name, body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).isEqualTo(field);
    assertThat(gateway.get("/api/v1/presets/" + name).status()).isEqualTo(404);
  }
}
