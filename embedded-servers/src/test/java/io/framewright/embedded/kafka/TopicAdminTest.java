package io.framewright.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TopicAdminTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final EmbeddedKafka kafka;

  TopicAdminTest(@TempDir Path directory) {
    kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(directory, 0));
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void theClusterIsWhatTheCatalogueSaysAndWhatDiffersIsNamed() throws Exception {
    try (TopicAdmin topics = new TopicAdmin(kafka.settings(), catalogue);
        Admin admin = Admin.create(kafka.settings().common("test"))) {
      assertThatThrownBy(topics::verify)
          .hasMessageContaining("topic %s is missing".formatted(Topics.EVENTS.name()));
      topics.createMissing();
      topics.createMissing();
      topics.verify();
      for (TopicCatalogue.Settings topic : catalogue.topics()) {
        assertThat(settings(admin, topic)).isEqualTo(topic.config());
      }
      spoil(admin);
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> namesWhatDiffers(topics));
    }
  }

  private static void namesWhatDiffers(TopicAdmin topics) {
    assertThatThrownBy(topics::verify)
        .hasMessageContaining("%s has 2 partitions, not 1".formatted(Topics.CONTROL.name()))
        .hasMessageContaining(
            "%s has cleanup.policy=delete, not compact".formatted(Topics.WORKER_STATUS.name()));
  }

  private static void spoil(Admin admin) throws Exception {
    admin.createPartitions(Map.of(Topics.CONTROL.name(), NewPartitions.increaseTo(2))).all().get();
    var status = new ConfigResource(ConfigResource.Type.TOPIC, Topics.WORKER_STATUS.name());
    var delete =
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(status, List.of(delete))).all().get();
  }

  /** The broker's values of what the catalogue sets. */
  private static Map<String, String> settings(Admin admin, TopicCatalogue.Settings topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    Map<String, String> values = new HashMap<>();
    admin
        .describeConfigs(List.of(resource))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .values()
        .stream()
        .flatMap(config -> config.entries().stream())
        .filter(entry -> topic.config().containsKey(entry.name()))
        .forEach(entry -> values.put(entry.name(), entry.value()));
    return values;
  }
}
