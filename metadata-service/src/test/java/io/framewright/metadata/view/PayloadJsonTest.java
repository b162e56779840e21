package io.framewright.metadata.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.metadata.Events;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobEvent;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadJsonTest {

  private final Events job = new Events("acme");

  @Test
  void aPayloadIsWrittenWithItsOwnNamesAndWithoutWhatIsAbsent() {
    JsonNode json = PayloadJson.of((JobAccepted) job.accepted().getPayload());
    assertThat(text(json, "priority")).isEqualTo("normal");
    assertThat(text(json, "external_id")).isEqualTo("order-7");
    assertThat(json.get("retry_of")).isNull();
    assertThat(node(json, "max_concurrent_jobs").getIntValue()).isEqualTo(4);
    assertThat(node(json, "memoize").getBooleanValue()).isTrue();
    JsonNode tasks = node(json, "tasks");
    assertThat(text(tasks.get(0), "task_id")).isEqualTo(job.task.toString());
  }

  static Stream<Schema> payloads() {
    return JobEvent.getClassSchema().getField("payload").schema().getTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void whatWasWrittenIsReadAgain(Schema schema) {
    for (boolean full : List.of(true, false)) {
      SpecificRecord record = (SpecificRecord) sample(schema, full);
      assertThat(PayloadJson.read(schema, PayloadJson.of(record))).isEqualTo(record);
    }
  }

  @Test
  void aFieldThatWasAddedSinceHasItsDefault() {
    JobAccepted accepted = (JobAccepted) job.accepted().getPayload();
    Map<String, JsonNode> old = new LinkedHashMap<>();
    PayloadJson.of(accepted).entries().forEach(entry -> old.put(entry.getKey(), entry.getValue()));
    old.remove("memoize");
    assertThat(PayloadJson.read(accepted.getSchema(), JsonNode.createObjectNode(old)))
        .isEqualTo(accepted);
    old.remove("owner");
    assertThatThrownBy(() -> PayloadJson.read(accepted.getSchema(), JsonNode.createObjectNode(old)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("owner");
  }

  /** A value with everything in it, or with as little as there can be. */
  private static Object sample(Schema schema, boolean full) {
    return switch (schema.getType()) {
      case RECORD -> {
        SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
          boolean absent = !full && field.schema().isNullable();
          record.put(field.pos(), absent ? null : sample(field.schema(), full));
        }
        yield record;
      }
      case ARRAY -> full ? List.of(sample(schema.getElementType(), true)) : List.of();
      case UNION ->
          sample(
              schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow(),
              full);
      case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema);
      case BOOLEAN -> full;
      case INT -> full ? Integer.MAX_VALUE : 0;
      case LONG ->
          schema.getLogicalType() == null
              ? (Object) (full ? Long.MAX_VALUE : 0L)
              : Instant.ofEpochMilli(full ? 1_795_000_000_123L : 0);
      case DOUBLE -> full ? 29.97 : Double.NEGATIVE_INFINITY;
      case STRING ->
          schema.getLogicalType() == null ? (Object) (full ? "ä\n\"" : "") : UUID.randomUUID();
      default -> throw new AssertionError("a type that no event had: " + schema);
    };
  }

  private static String text(@Nullable JsonNode json, String field) {
    assertThat(json).isNotNull();
    return node(json, field).getStringValue();
  }

  private static JsonNode node(JsonNode json, String field) {
    JsonNode node = json.get(field);
    assertThat(node).as(field).isNotNull();
    return node;
  }
}
