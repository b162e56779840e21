package io.framewright.metadata.mongo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects as documents and back. Names in media files are anything ({@code
 * com.apple.quicktime.make}), so the characters that MongoDB gives a meaning to are replaced by
 * their full-width twins while a document is stored.
 */
final class MediaJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MediaJson() {}

  /** The document of a JSON object; empty if the text is no JSON object. */
  static Optional<Document> parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isObject() ? Optional.of(document(node)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Document document(JsonNode object) {
    Document document = new Document();
    object
        .properties()
        .forEach(field -> document.append(store(field.getKey()), value(field.getValue())));
    return document;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> document(node);
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        yield items;
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> node.asText();
    };
  }

  private static Object number(JsonNode node) {
    if (node.canConvertToLong() && node.isIntegralNumber()) {
      return node.longValue();
    }
    return node.doubleValue();
  }

  /** What {@link #parse} was given, as plain maps and lists. */
  static Map<String, @Nullable Object> plain(Document document) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    document.forEach((name, value) -> plain.put(restore(name), plainValue(value)));
    return plain;
  }

  private static @Nullable Object plainValue(@Nullable Object value) {
    return switch (value) {
      case Document document -> plain(document);
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(plainValue(item)));
        yield items;
      }
      case null, default -> value;
    };
  }

  private static String store(String name) {
    return name.replace('.', '\uFF0E').replace('$', '\uFF04').replace('\0', '\uFFFD');
  }

  private static String restore(String name) {
    return name.replace('\uFF0E', '.').replace('\uFF04', '$');
  }
}
