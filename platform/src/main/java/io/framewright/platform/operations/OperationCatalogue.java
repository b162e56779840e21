package io.framewright.platform.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The operations that there are. Each has a JSON schema ({@code
 * schemas/operations/<name>.v<version>.json}); the gateway refuses parameters that do not fit it,
 * and workers read only parameters that do.
 */
public final class OperationCatalogue {

  private static final List<String> FILES =
      List.of(
          "image.convert.v1.json",
          "image.analyze.v1.json",
          "video.transcode.v1.json",
          "video.thumbnail.v1.json",
          "video.grid.v1.json",
          "video.sprite.v1.json",
          "video.preview.v1.json",
          "video.analyze.v1.json",
          "audio.waveform.v1.json");

  private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();
  private final Map<String, JsonNode> sources = new LinkedHashMap<>();

  /** One thing that is wrong with some parameters: where, and what. */
  public record Violation(String field, String message) {}

  public OperationCatalogue() {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    Map<String, JsonNode> parts = new HashMap<>();
    for (String file : FILES) {
      String name = file.substring(0, file.length() - ".v1.json".length());
      JsonNode source = read(file);
      includeParts(source, parts);
      sources.put(name, source);
      schemas.put(name, factory.getSchema(source));
    }
  }

  private static JsonNode read(String file) {
    try (InputStream in =
        OperationCatalogue.class.getResourceAsStream("/framewright/operations/" + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "operation schema %s is not on the class path".formatted(file));
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read operation schema " + file, e);
    }
  }

  /** Several operations share their steps: what refers to a file becomes what stands in it. */
  private static void includeParts(JsonNode schema, Map<String, JsonNode> read) {
    if (schema.path("properties") instanceof ObjectNode properties) {
      properties
          .properties()
          .forEach(property -> {
            JsonNode file = property.getValue().path("$ref");
            if (file.isTextual() && !file.textValue().startsWith("#")) {
              property.setValue(read.computeIfAbsent(file.textValue(), OperationCatalogue::part));
            }
          });
    }
  }

  private static JsonNode part(String file) {
    ObjectNode part = (ObjectNode) read(file);
    part.remove("$schema");
    return part;
  }

  /** Names of the operations, in a fixed order. */
  public List<String> names() {
    return List.copyOf(schemas.keySet());
  }

  /** The JSON schema of an operation's parameters, as a document for clients. */
  public JsonNode schema(String operation) {
    JsonNode source = sources.get(operation);
    if (source == null) {
      throw new IllegalArgumentException("no operation %s".formatted(operation));
    }
    return source;
  }

  /** What is wrong with {@code params}; empty if they fit the operation's schema. */
  public List<Violation> validate(String operation, JsonNode params) {
    JsonSchema schema = schemas.get(operation);
    if (schema == null) {
      return List.of(new Violation("type", "no operation %s".formatted(operation)));
    }
    Set<ValidationMessage> messages = schema.validate(params);
    return messages.stream()
        .map(message ->
            new Violation(
                message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", ""),
                message.getMessage().replaceFirst("^\\$[^:]*: ", "")))
        .toList();
  }

  /** RFC 8785 canonical JSON: equal parameters are equal texts. */
  public static String canonical(JsonNode params) {
    try {
      return new JsonCanonicalizer(params.toString()).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot canonicalise parameters", e);
    }
  }
}
