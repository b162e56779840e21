package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** The gateway's document, held against what the gateway answers. */
final class Contract {

  private static final String IRI = "urn:framewright:openapi";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = load();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, DOCUMENT.toString()))));
  private static final Map<String, JsonSchema> KNOWN = new ConcurrentHashMap<>();

  private Contract() {}

  static JsonNode document() {
    return DOCUMENT;
  }

  private static JsonNode load() {
    try (InputStream in = Contract.class.getResourceAsStream("/framewright/docs/openapi.yaml")) {
      return JSON.valueToTree(new Yaml().load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asserts that status, media type and body are documented. Paths that the document does not have
   * are none of its business, and neither is an answer without a body, or with one that is packed.
   */
  static void check(HttpResponse<byte[]> response) {
    String method = response.request().method().toLowerCase(Locale.ROOT);
    String path = response.request().uri().getRawPath();
    Optional<String> operation =
        template(path)
            .map(template -> "/paths/" + escaped(template) + "/" + method)
            .filter(pointer -> !DOCUMENT.at(pointer).isMissingNode());
    boolean packed = response.headers().firstValue("Content-Encoding").isPresent();
    if (operation.isEmpty() || response.body().length == 0 || packed) {
      return;
    }
    String status = Integer.toString(response.statusCode());
    boolean listed = DOCUMENT.at(operation.get() + "/responses").has(status);
    assertThat(listed || response.statusCode() >= 400)
        .as("%s %s answers %s, which docs/openapi.yaml does not know", method, path, status)
        .isTrue();
    String described = followed(operation.get() + "/responses/" + (listed ? status : "default"));
    String type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
    JsonNode content = DOCUMENT.at(described + "/content");
    assertThat(content.has(type) || content.has("*/*"))
        .as("%s %s answers with %s, which docs/openapi.yaml does not know", method, path, type)
        .isTrue();
    if (type.endsWith("json")) {
      validate(described + "/content/" + escaped(type) + "/schema", response.body());
    }
  }

  /** Asserts that a body is as the schema at a pointer into the document says. */
  static void validate(String pointer, byte[] body) {
    JsonSchema schema =
        KNOWN.computeIfAbsent(
            pointer,
            at ->
                SCHEMAS.getSchema(
                    SchemaLocation.of(IRI + "#" + at),
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build()));
    try {
      Set<ValidationMessage> wrong = schema.validate(JSON.readTree(body));
      assertThat(wrong.stream().map(Object::toString).collect(Collectors.toSet()))
          .as(
              "not as docs/openapi.yaml says at %s: %s",
              pointer, new String(body, java.nio.charset.StandardCharsets.UTF_8))
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documented path that fits best: one with fewer parameters wins. */
  static Optional<String> template(String path) {
    return DOCUMENT.get("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(template -> path.matches(pattern(template)))
        .min((a, b) -> Long.compare(parameters(a), parameters(b)));
  }

  private static String pattern(String template) {
    return template.replace(".", "\\.").replace("{path}", ".+").replaceAll("\\{[a-z]+}", "[^/]+");
  }

  private static long parameters(String template) {
    return template.chars().filter(c -> c == '{').count();
  }

  private static String followed(String pointer) {
    JsonNode reference = DOCUMENT.at(JsonPointer.compile(pointer)).path("$ref");
    return reference.isTextual() ? reference.asText().substring(1) : pointer;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
