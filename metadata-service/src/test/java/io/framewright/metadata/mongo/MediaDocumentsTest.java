package io.framewright.metadata.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.framewright.metadata.Events;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MediaDocumentsTest {

  private final Events job = new Events("acme");

  @Test
  void aCompletedTaskTellsAboutItsInputsAndOutputs() {
    assertThat(MediaDocuments.of(job.wholeLife()))
        .extracting(document -> document.get("_id"), document -> document.get("role"))
        .containsExactlyInAnyOrder(
            tuple(job.rendition().getKey(), "output"), tuple(job.job + "/input", "input"));
  }

  @Test
  void ofSeveralCompletionsTheLastCounts() {
    var first = job.taskCompleted();
    var second = job.taskCompleted();
    assertThat(MediaDocuments.of(List.of(second, first)))
        .extracting(document -> document.getLong("sequence"))
        .containsOnly(2L);
  }

  @Test
  void anyNameSurvivesStorage() {
    String json = "{\"a.b\":{\"$set\":[1,2.5,null,\"x\",{\"c.d\":true}]},\"big\":12345678901}";
    Document document = MediaJson.parse(json).orElseThrow();
    assertThat(document.keySet()).noneMatch(name -> name.contains(".") || name.contains("$"));
    Map<String, ?> plain = MediaJson.plain(document);
    assertThat(plain).containsKey("a.b");
    assertThat(plain.toString()).contains("$set").contains("c.d").contains("big=12345678901");
  }

  @Test
  void whatIsNoJsonObjectIsNoMetadata() {
    assertThat(MediaJson.parse("[1]")).isEmpty();
    assertThat(MediaJson.parse("{\"a\":")).isEmpty();
    assertThat(MediaJson.parse("")).isEmpty();
  }
}
