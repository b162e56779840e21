package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.schemas.avro.JobEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas as a stranger's client asks for them: over HTTP and without a key. */
class SchemaRegistryHttpTest {

  private static final String EVENTS = "media.job.events.v1-value";

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void everyTopicHasASubjectWithVersions() {
    assertThat(get("/subjects").json())
        .extracting(JsonNode::asText)
        .contains(EVENTS, "media.task.offers.image.v1-value", "media.worker.status.v1-value")
        .hasSize(9);
    assertThat(get("/subjects/%s/versions".formatted(EVENTS)).json())
        .extracting(JsonNode::asInt)
        .containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "latest", "-1"})
  void aVersionSaysIdAndSchema(String version) {
    Answer answer = get("/subjects/%s/versions/%s".formatted(EVENTS, version));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(answer.json().path("subject").asText()).isEqualTo(EVENTS);
    assertThat(answer.json().path("version").asInt()).isEqualTo(2);
    assertThat(answer.json().path("id").asInt()).isEqualTo(11);
    assertThat(parsed(answer.json().path("schema").asText())).isEqualTo(JobEvent.getClassSchema());
    assertThat(parsed(get("/subjects/%s/versions/%s/schema".formatted(EVENTS, version)).text()))
        .isEqualTo(JobEvent.getClassSchema());
  }

  @Test
  void anEarlierVersionStaysWhatItWas() {
    Answer first = get("/subjects/%s/versions/1".formatted(EVENTS));
    assertThat(first.json().path("id").asInt()).isEqualTo(4);
    assertThat(parsed(first.json().path("schema").asText()))
        .isNotEqualTo(JobEvent.getClassSchema());
  }

  @Test
  void anIdOnTheWireIsASchemaAndItsSubjects() {
    assertThat(parsed(get("/schemas/ids/11?subject=" + EVENTS).json().path("schema").asText()))
        .isEqualTo(JobEvent.getClassSchema());
    assertThat(get("/schemas/ids/6/versions").json().findValuesAsText("subject"))
        .containsExactly(
            "media.task.offers.image.v1-value", "media.task.offers.transcode.v1-value");
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(get("/schemas/types").text()).isEqualTo("[\"AVRO\"]");
    assertThat(get("/config").text()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(get("/mode").text()).isEqualTo("{\"mode\":\"READONLY\"}");
    assertThat(get("").status()).isEqualTo(200);
  }

  @Test
  void aSchemaIsLookedUpWhateverItsLayout() {
    String laidOut = JobEvent.getClassSchema().toString().replace(",", ", ");
    Answer answer = post("/subjects/" + EVENTS, schema(laidOut));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("id").asInt()).isEqualTo(11);
    assertThat(answer.json().path("version").asInt()).isEqualTo(2);
    Answer other = post("/subjects/" + EVENTS, schema("\"string\""));
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.json().path("error_code").asInt()).isEqualTo(40403);
  }

  @ParameterizedTest
  @CsvSource({
    "/subjects/none/versions,404,40401",
    "/subjects/none/versions/1,404,40401",
    "/subjects/media.job.events.v1-value/versions/99,404,40402",
    "/subjects/media.job.events.v1-value/versions/first,422,42202",
    "/subjects/media.job.events.v1-value/versions/0,422,42202",
    "/schemas/ids/999,404,40403",
    "/schemas/ids/99999999999,404,40403",
    "/schemas/ids/four/versions,404,40403",
    "/contexts,404,404"
  })
  void whatIsNotThereIsSaidWithConfluentsCodes(String path, int status, int code) {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(answer.json().path("error_code").asInt()).isEqualTo(code);
    assertThat(answer.json().path("message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "{,400",
    "[],422",
    "{\"schema\":7},422",
    "{\"schema\":\"nonsense\"},422",
    "{\"schema\":\"{}\"},422"
  })
  void whatIsNoSchemaIsRefused(String body, int status) {
    Answer answer = post("/subjects/" + EVENTS, body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error_code").asInt()).isIn(400, 42201);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/subjects/media.job.events.v1-value/versions",
    "PUT,/config",
    "PUT,/mode/media.job.events.v1-value",
    "DELETE,/subjects/media.job.events.v1-value",
    "DELETE,/subjects/media.job.events.v1-value/versions/1"
  })
  void nobodyWrites(String method, String path) {
    Answer answer =
        gateway.send(
            anonymous(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(schema("\"string\""))));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET");
    assertThat(answer.json().path("error_code").asInt()).isEqualTo(405);
    assertThat(answer.json().path("message").asText()).contains("read-only");
  }

  @Test
  void whereIdsComeFromAnotherRegistryThisOneSaysSo() {
    try (var other =
        GatewayUnderTest.start(
            Map.of(
                "gateway.fakes", true,
                "framewright.kafka.bootstrap-servers", "127.0.0.1:1",
                "framewright.redis.uri", "redis://127.0.0.1:1",
                "framewright.schema-registry.url", "http://127.0.0.1:1"))) {
      Answer answer =
          other.send(HttpRequest.newBuilder(other.uri("/schema-registry/schemas/ids/4")));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("message").asText())
          .contains("framewright.schema-registry.url");
    }
  }

  @Test
  void theAsyncApiDocumentNeedsNoKey() {
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.uri("/asyncapi.yaml")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    assertThat(answer.text()).contains("asyncapi: 3.0.0", "address: media.job.events.v1");
  }

  private static Answer get(String path) {
    return gateway.send(anonymous(path));
  }

  private static Answer post(String path, String body) {
    return gateway.send(
        anonymous(path)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(gateway.uri("/schema-registry" + path))
        .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
  }

  private static String schema(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
  }

  private static Schema parsed(String schema) {
    return new Schema.Parser().parse(schema);
  }
}
