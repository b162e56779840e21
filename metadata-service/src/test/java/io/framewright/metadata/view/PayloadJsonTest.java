package io.framewright.metadata.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.metadata.Events;
import io.framewright.schemas.avro.JobAccepted;
import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
