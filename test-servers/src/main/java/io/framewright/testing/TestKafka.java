package io.framewright.testing;

import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** The Kafka of this JVM's tests. It starts with the first question and has no topics. */
public final class TestKafka {

  private static final String IMAGE = "apache/kafka:4.3.1";

  private static final Shared<KafkaSettings> SERVER =
      new Shared<>("kafka", TestKafka::container, TestKafka::embedded);

  private TestKafka() {}

  public static String bootstrapServers() {
    return settings().bootstrapServers();
  }

  public static KafkaSettings settings() {
    return SERVER.get();
  }

  /** For the context of a service. */
  public static Map<String, Object> properties() {
    return Map.of("framewright.kafka.bootstrap-servers", bootstrapServers());
  }

  /** Creates the topics of the catalogue where they are missing, and waits for their leaders. */
  public static void createTopics() {
    try (TopicAdmin admin = new TopicAdmin(settings(), TopicCatalogue.load())) {
      admin.createMissing();
    }
  }

  private static Shared.Started<KafkaSettings> container() {
    KafkaContainer kafka =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    kafka.start();
    return new Shared.Started<>(new KafkaSettings(kafka.getBootstrapServers(), Map.of()), kafka);
  }

  private static Shared.Started<KafkaSettings> embedded(Path directory) {
    EmbeddedKafka kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(directory, 0));
    return new Shared.Started<>(kafka.settings(), kafka);
  }
}
