package io.framewright.schemas.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Makes one record of a schema, always the same one. Everything that may be null is there, arrays
 * have one element, and no two values of a record are equal, so that no mix-up stays hidden.
 */
final class SampleRecord {

  private static final long LONG_AGO = 1_795_341_600_000L;

  /** What stands where a mere name would mislead whoever reads the record. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "tenant_id", "acme",
          "pool", "image",
          "params", "{\"output\":{\"format\":\"webp\"}}",
          "content_type", "image/webp",
          "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "capabilities", "{\"formats\":[\"webp\"]}",
          "media", "{\"width\":640}",
          "input_media", "{\"input\":{\"width\":4000}}",
          "state", "ready");

  private final String branch;
  private int count;

  private SampleRecord(String branch) {
    this.branch = branch;
  }

  /**
   * @param branch name of the payload's record, or of the record itself if it has no payload
   */
  static GenericRecord of(Schema schema, String branch) {
    return new SampleRecord(branch).record(schema);
  }

  /** The branches of a record's payload; its own name if it has none. */
  static List<String> branches(Schema schema) {
    Schema.Field payload = schema.getField("payload");
    return payload == null
        ? List.of(schema.getName())
        : payload.schema().getTypes().stream().map(Schema::getName).toList();
  }

  private GenericRecord record(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    schema
        .getFields()
        .forEach(field -> record.put(field.pos(), value(field.name(), field.schema())));
    return record;
  }

  private Object value(String name, Schema schema) {
    count++;
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(count % schema.getEnumSymbols().size()));
      case ARRAY -> List.of(value(name, schema.getElementType()));
      case MAP -> Map.of(name, value(name, schema.getValueType()));
      case UNION -> value(name, chosen(schema));
      case STRING -> text(name, schema);
      case INT -> count;
      case LONG -> schema.getLogicalType() == null ? (long) count : LONG_AGO + count * 1000L;
      case DOUBLE -> count + 0.5;
      case BOOLEAN -> true;
      case FIXED, BYTES, FLOAT, NULL ->
          throw new IllegalArgumentException("no sample for %s of type %s".formatted(name, schema));
    };
  }

  private Schema chosen(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getName().equals(branch))
        .findFirst()
        .orElseGet(() ->
            union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow());
  }

  private String text(String name, Schema schema) {
    if (schema.getLogicalType() != null) {
      return new UUID(0x019a_0000_0000_7000L, 0x8000_0000_0000_0000L + count).toString();
    }
    return name.equals("sha256") || name.equals("request_hash")
        ? "%064x".formatted(count)
        : Objects.requireNonNullElse(TEXTS.get(name), name + "-" + count);
  }
}
