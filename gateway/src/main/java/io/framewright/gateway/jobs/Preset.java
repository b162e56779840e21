package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.storage.StoragePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Parts of requests under a name.
 *
 * @param body {@code description}, {@code output}, {@code operations} and {@code options}, each if
 *     it is there
 * @param updatedAt when the tenant saved it; empty for those that come with the platform
 */
record Preset(String name, ObjectNode body, Optional<Instant> updatedAt) {

  /** What a request may say itself, and a preset for it. */
  static final List<String> PARTS = List.of("output", "operations", "options");

  private static final String OUTPUT = "output";
  private static final String OPERATIONS = "operations";

  /**
   * The request with what the preset says and it does not say itself. Objects are joined field by
   * field; the preset's operations come before the request's.
   */
  ObjectNode under(ObjectNode request) {
    ObjectNode whole = request.deepCopy();
    for (String part : PARTS) {
      JsonNode ours = body.get(part);
      if (ours != null) {
        JsonNode theirs = whole.get(part);
        whole.set(part, theirs == null || theirs.isNull() ? ours : joined(part, ours, theirs));
      }
    }
    return whole;
  }

  private static JsonNode joined(String part, JsonNode ours, JsonNode theirs) {
    if (part.equals(OPERATIONS)) {
      return ours.isArray() && theirs.isArray()
          ? ((ArrayNode) ours.deepCopy()).addAll((ArrayNode) theirs)
          : theirs;
    }
    return part.equals(OUTPUT)
        ? merged(outputObject(ours), outputObject(theirs))
        : merged(ours, theirs);
  }

  /** {@code "mp4"} and {@code "/storage/a.mp4"} as the objects that say the same. */
  private static JsonNode outputObject(JsonNode output) {
    if (!output.isTextual()) {
      return output;
    }
    String field = StoragePath.looksLike(output.textValue()) ? "path" : "format";
    return JsonNodeFactory.instance.objectNode().set(field, output);
  }

  private static JsonNode merged(JsonNode under, JsonNode over) {
    if (!under.isObject() || !over.isObject()) {
      return over;
    }
    ObjectNode both = under.deepCopy();
    over.properties()
        .forEach(field -> {
          JsonNode below = both.get(field.getKey());
          both.set(
              field.getKey(), below == null ? field.getValue() : merged(below, field.getValue()));
        });
    return both;
  }
}
