package io.framewright.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.platform.kafka.DeadLetter;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterBoxTest {

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws ExecutionException, InterruptedException {
    kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(directory, 0));
    try (TopicAdmin admin = new TopicAdmin(kafka.settings(), TopicCatalogue.load())) {
      admin.createMissing();
    }
    bury(Topics.ORCHESTRATOR_DEAD_LETTERS, Topics.COMMANDS.name(), 3);
    bury(Topics.METADATA_DEAD_LETTERS, Topics.EVENTS.name(), 1);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static void bury(String letters, String topic, int partition)
      throws ExecutionException, InterruptedException {
    DeadLetter why = new DeadLetter("a test", topic, partition, 41, "it is rubbish");
    RecordHeaders original = new RecordHeaders();
    original.add("ce_type", "JobRequested".getBytes(UTF_8));
    try (var producer =
        new KafkaProducer<>(
            kafka.settings().producer("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  letters,
                  null,
                  null,
                  "acme".getBytes(UTF_8),
                  "rubbish".getBytes(UTF_8),
                  why.beside(original)))
          .get();
    }
  }

  private static DeadLetterBox.Letter letter(DeadLetterBox box, String id) {
    return box.all().stream().filter(letter -> letter.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void lettersSayWhereTheyComeFrom() {
    try (DeadLetterBox box = DeadLetterBox.open(kafka.bootstrapServers())) {
      assertThat(box.all())
          .extracting(DeadLetterBox.Letter::id)
          .containsExactlyInAnyOrder("orchestrator:0:0", "metadata:0:0");
      DeadLetterBox.Letter letter = letter(box, "orchestrator:0:0");
      assertThat(letter.why())
          .isEqualTo(new DeadLetter("a test", Topics.COMMANDS.name(), 3, 41, "it is rubbish"));
      assertThat(letter.key()).isEqualTo("acme");
      assertThat(letter.value()).isEqualTo("rubbish".getBytes(UTF_8));
      assertThat(letter.headers()).containsOnlyKeys("ce_type");
      assertThat(letter.decoded()).isEmpty();
    }
  }

  @Test
  void aLetterGoesBackAsItWasRead() {
    try (DeadLetterBox box = DeadLetterBox.open(kafka.bootstrapServers())) {
      long offset = box.redrive(List.of(letter(box, "orchestrator:0:0"))).getFirst();

      ConsumerRecord<String, String> back = read(Topics.COMMANDS.name(), 3, offset);
      assertThat(back.key()).isEqualTo("acme");
      assertThat(back.value()).isEqualTo("rubbish");
      assertThat(back.headers()).extracting(Header::key).containsExactly("ce_type");
      assertThat(box.all()).as("the letter stays").hasSize(2);
    }
  }

  @Test
  void historyIsNotWrittenTwice() {
    try (DeadLetterBox box = DeadLetterBox.open(kafka.bootstrapServers())) {
      DeadLetterBox.Letter event = letter(box, "metadata:0:0");

      assertThat(event.isHistory()).isTrue();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> box.redrive(List.of(letter(box, "orchestrator:0:0"), event)));
    }
  }

  private static ConsumerRecord<String, String> read(String topic, int partition, long offset) {
    TopicPartition from = new TopicPartition(topic, partition);
    try (var consumer =
        new KafkaConsumer<>(
            kafka.settings().consumer("test"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(from));
      consumer.seek(from, offset);
      return consumer.poll(Duration.ofSeconds(10)).iterator().next();
    }
  }
}
