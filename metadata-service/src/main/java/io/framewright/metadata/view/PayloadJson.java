package io.framewright.metadata.view;

import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro records as JSON: field names as they are, ids and times as text, enum symbols in lower case,
 * absent fields left out.
 */
public final class PayloadJson {

  private PayloadJson() {}

  public static JsonNode of(SpecificRecord record) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null) {
        fields.put(field.name(), node(value));
      }
    }
    return JsonNode.createObjectNode(fields);
  }

  private static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> JsonNode.nullNode();
      case SpecificRecord record -> of(record);
      case List<?> list -> JsonNode.createArrayNode(list.stream().map(PayloadJson::node).toList());
      case Enum<?> symbol -> JsonNode.createStringNode(symbol.name().toLowerCase(Locale.ROOT));
      case Boolean flag -> JsonNode.createBooleanNode(flag);
      case Integer number -> JsonNode.createNumberNode(number);
      case Long number -> JsonNode.createNumberNode(number);
      case Double number when Double.isFinite(number) -> JsonNode.createNumberNode(number);
      default -> JsonNode.createStringNode(value.toString());
    };
  }
}
