package io.framewright.metadata.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.embedded.mongo.EmbeddedMongo;
import io.framewright.metadata.Events;
import io.framewright.metadata.ServiceUnderTest;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import io.framewright.testing.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {

  private final Events job = new Events("acme");

  @Test
  void aRestartContinuesAtThePosition() {
    Map<String, Object> stores = ServiceUnderTest.freshStores();
    try (ServiceUnderTest service = ServiceUnderTest.start(stores)) {
      service.publish(List.of(job.accepted()));
      awaitStatus(service, job, 200);
    }
    ServiceUnderTest.execute(stores, "DELETE FROM projection.job");
    Events later = new Events("acme");
    try (ServiceUnderTest service = ServiceUnderTest.start(stores)) {
      service.publish(List.of(later.accepted()));
      awaitStatus(service, later, 200);
      awaitStatus(service, job, 404);
    }
  }

  @Test
  void anUndecodableRecordBecomesADeadLetterAndTheRestMovesOn() {
    byte[] rubbish = ("rubbish of " + job.job).getBytes(UTF_8);
    try (ServiceUnderTest service = ServiceUnderTest.start()) {
      write(job.job.toString(), rubbish);
      service.publish(List.of(job.accepted()));
      awaitStatus(service, job, 200);
      await().until(() -> deadLetters(service) >= 2);
    }
    List<ConsumerRecord<byte[], byte[]>> letters =
        readDeadLetters().stream()
            .filter(letter -> new String(letter.value(), UTF_8).equals(new String(rubbish, UTF_8)))
            .toList();
    assertThat(letters)
        .extracting(letter -> header(letter, "dlq_reader"))
        .contains("metadata-service/postgres", "metadata-service/mongo");
    assertThat(header(letters.getFirst(), "dlq_topic")).isEqualTo(Topics.EVENTS.name());
    assertThat(new String(letters.getFirst().key(), UTF_8)).isEqualTo(job.job.toString());
  }

  @Test
  void mongoAwayDoesNotStopPostgresAndLosesNothing(@TempDir Path directory) throws IOException {
    int port = freePort();
    Map<String, Object> stores = new HashMap<>(ServiceUnderTest.freshStores());
    stores.put("framewright.mongo.uri", "mongodb://127.0.0.1:%d/late".formatted(port));
    try (ServiceUnderTest service = ServiceUnderTest.start(stores)) {
      service.publish(job.wholeLife());
      awaitStatus(service, job, 200);
      assertThat(service.get("/health/readiness").status()).isEqualTo(503);
      assertThat(service.get("/health/liveness").status()).isEqualTo(200);
      try (EmbeddedMongo _ = EmbeddedMongo.start(new EmbeddedMongo.Settings(directory, port))) {
        await().until(() -> service.get(path(job) + "/media").json().path("media").size() == 2);
        await().until(() -> service.get("/health/readiness").status() == 200);
      }
    }
  }

  private static void awaitStatus(ServiceUnderTest service, Events events, int status) {
    await().until(() -> service.get(path(events)).status() == status);
  }

  private static long deadLetters(ServiceUnderTest service) {
    return service.context.getBean(DeadLetters.class).count();
  }

  private static String path(Events events) {
    return "/internal/tenants/%s/jobs/%s".formatted(events.tenant, events.job);
  }

  private static void write(String key, byte[] value) {
    KafkaSettings kafka = TestKafka.settings();
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("rubbish"), new StringSerializer(), new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key, value));
      producer.flush();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> readDeadLetters() {
    TopicPartition partition = new TopicPartition(Topics.METADATA_DEAD_LETTERS, 0);
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            TestKafka.settings().consumer("letters"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
      }
    }
    return letters;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
