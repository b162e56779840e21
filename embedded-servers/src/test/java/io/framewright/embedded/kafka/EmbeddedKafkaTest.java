package io.framewright.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.embedded.EmbeddedServerException;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final String TOPIC = "media.task.control.v1";

  @Test
  void theClusterFitsTheCatalogueAndKeepsItsRecordsOverARestart(@TempDir Path directory)
      throws Exception {
    try (EmbeddedKafka kafka = start(directory)) {
      createTopics(kafka);
      send(kafka, "kept");
    }
    try (EmbeddedKafka kafka = start(directory)) {
      try (TopicAdmin admin = new TopicAdmin(kafka.settings(), TopicCatalogue.load())) {
        admin.verify();
      }
      assertThat(readFirst(kafka)).isEqualTo("kept");
    }
  }

  @Test
  void shareGroupsAndTransactionsOfTheSecondVersionAreUsable(@TempDir Path directory)
      throws Exception {
    try (EmbeddedKafka kafka = start(directory)) {
      createTopics(kafka);
      try (Admin admin = Admin.create(kafka.settings().common("features"))) {
        var levels = new HashMap<String, Integer>();
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .forEach((feature, range) -> levels.put(feature, (int) range.maxVersionLevel()));
        assertThat(levels)
            .containsEntry("transaction.version", 2)
            .containsEntry("share.version", 1);
        readFromTheBeginning(admin, "workers");
      }
      send(kafka, "offered");
      assertThat(takeOne(kafka, "workers")).isEqualTo("offered");
    }
  }

  @Test
  void aTakenPortIsNamedTogetherWithWhatToDo(@TempDir Path directory) throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = new EmbeddedKafka.Settings(directory, holder.getLocalPort());
      assertThatThrownBy(() -> EmbeddedKafka.start(settings))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("127.0.0.1:" + holder.getLocalPort())
          .hasMessageContaining("another port");
    }
  }

  @Test
  void aDirectoryInUseIsRefused(@TempDir Path directory) {
    try (EmbeddedKafka kafka = start(directory)) {
      assertThatThrownBy(() -> start(directory))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining(directory.toString());
      assertThat(kafka.port()).isPositive();
    }
  }

  private static EmbeddedKafka start(Path directory) {
    return EmbeddedKafka.start(new EmbeddedKafka.Settings(directory, 0));
  }

  private static void createTopics(EmbeddedKafka kafka) {
    try (TopicAdmin admin = new TopicAdmin(kafka.settings(), TopicCatalogue.load())) {
      admin.createMissing();
    }
  }

  private static void send(EmbeddedKafka kafka, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            kafka.settings().producer("test"), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static String readFirst(EmbeddedKafka kafka) {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.settings().consumer("test"),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> consumer.poll(Duration.ofMillis(100)), records -> !records.isEmpty())
          .iterator()
          .next()
          .value();
    }
  }

  private static void readFromTheBeginning(Admin admin, String group) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    var earliest =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest))).all().get();
  }

  private static String takeOne(EmbeddedKafka kafka, String group) {
    var settings = kafka.settings().common("test");
    settings.put("group.id", group);
    try (var consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> consumer.poll(Duration.ofMillis(100)), records -> !records.isEmpty())
          .iterator()
          .next()
          .value();
    }
  }
}
