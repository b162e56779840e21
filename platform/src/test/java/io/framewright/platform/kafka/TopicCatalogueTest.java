package io.framewright.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();

  @Test
  void theTypedTopicsAreThoseOfTheFile() {
    Map<String, String> typed = new HashMap<>();
    Topics.all().forEach(topic -> typed.put(topic.name(), topic.record().getSimpleName()));
    typed.put(Topics.ORCHESTRATOR_DEAD_LETTERS, "bytes");
    typed.put(Topics.METADATA_DEAD_LETTERS, "bytes");
    Map<String, String> written =
        catalogue.topics().stream()
            .collect(
                Collectors.toMap(TopicCatalogue.Settings::name, TopicCatalogue.Settings::record));
    assertThat(typed).isEqualTo(written);
  }

  @Test
  void copartitionedTopicsHaveOnePartitionCount() {
    Map<String, Set<Integer>> counts =
        catalogue.topics().stream()
            .filter(topic -> topic.copartitioned().isPresent())
            .collect(
                Collectors.groupingBy(
                    topic -> topic.copartitioned().orElseThrow(),
                    Collectors.mapping(TopicCatalogue.Settings::partitions, Collectors.toSet())));
    assertThat(counts).containsOnlyKeys("by-tenant");
    assertThat(counts.values()).allMatch(distinct -> distinct.size() == 1);
    assertThat(catalogue.topics().stream().filter(topic -> topic.key().equals("tenant_id")))
        .filteredOn(topic -> !topic.name().equals(Topics.REJECTIONS.name()))
        .allMatch(topic -> topic.copartitioned().isPresent());
  }

  @Test
  void eventsAreKeptForEver() {
    assertThat(catalogue.settings(Topics.EVENTS.name()).config())
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1")
        .containsEntry("cleanup.policy", "delete");
  }

  @Test
  void anUnknownTopicIsNamed() {
    assertThatThrownBy(() -> catalogue.settings("none.such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.such");
  }
}
