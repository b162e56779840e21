package io.framewright.metadata.view;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
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

  /**
   * The record that {@link #of} made {@code json} of. Fields that are not there are null, or what
   * the schema says instead: they may have been added since.
   *
   * @throws IllegalArgumentException if it was not made of a record of this schema
   */
  public static SpecificRecord read(Schema schema, JsonNode json) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      record.put(field.pos(), value == null ? absent(field) : value(field.schema(), value));
    }
    return record;
  }

  private static @Nullable Object absent(Schema.Field field) {
    if (field.schema().isNullable()) {
      return null;
    }
    if (!field.hasDefaultValue()) {
      throw new IllegalArgumentException("no field '%s'".formatted(field.name()));
    }
    return SpecificData.get().getDefaultValue(field);
  }

  private static Object value(Schema schema, JsonNode json) {
    return switch (schema.getType()) {
      case RECORD -> read(schema, json);
      case ARRAY -> elements(schema.getElementType(), json);
      case UNION -> value(present(schema), json);
      case ENUM ->
          SpecificData.get().createEnum(json.getStringValue().toUpperCase(Locale.ROOT), schema);
      case BOOLEAN -> json.getBooleanValue();
      case INT -> json.getIntValue();
      case LONG ->
          schema.getLogicalType() == null
              ? (Object) json.getLongValue()
              : Instant.parse(json.getStringValue());
      case DOUBLE ->
          json.isNumber() ? json.getDoubleValue() : Double.parseDouble(json.getStringValue());
      case STRING ->
          schema.getLogicalType() == null
              ? json.getStringValue()
              : UUID.fromString(json.getStringValue());
      default -> throw new IllegalArgumentException("no event has a " + schema.getType());
    };
  }

  private static List<Object> elements(Schema schema, JsonNode json) {
    List<Object> elements = new ArrayList<>();
    json.values().forEach(element -> elements.add(value(schema, element)));
    return elements;
  }

  private static Schema present(Schema union) {
    List<Schema> branches =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (branches.size() != 1) {
      throw new IllegalArgumentException("no field has several types: " + union);
    }
    return branches.getFirst();
  }
}
