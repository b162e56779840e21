package io.framewright.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.kafka.DeadLetter;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The records that nobody could read, and the way back for them. */
public final class DeadLetterBox implements AutoCloseable {

  private static final Pattern TOPIC = Pattern.compile("media\\.([a-z]+)\\.dlq\\.v1");
  private static final List<String> TOPICS =
      List.of(Topics.ORCHESTRATOR_DEAD_LETTERS, Topics.METADATA_DEAD_LETTERS);
  private static final SchemaCatalogue SCHEMAS = new BundledSchemaCatalogue();
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** One dead letter. */
  public static final class Letter {

    private final ConsumerRecord<byte[], byte[]> record;
    private final DeadLetter why;

    private Letter(ConsumerRecord<byte[], byte[]> record, DeadLetter why) {
      this.record = record;
      this.why = why;
    }

    /** What names it: {@code application:partition:offset}. */
    public String id() {
      Matcher topic = TOPIC.matcher(record.topic());
      return "%s:%d:%d"
          .formatted(
              topic.matches() ? topic.group(1) : record.topic(),
              record.partition(),
              record.offset());
    }

    public DeadLetter why() {
      return why;
    }

    /** When it was put there. */
    public Instant written() {
      return Instant.ofEpochMilli(record.timestamp());
    }

    public String key() {
      return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    /** The bytes that could not be read; none if the record had no value. */
    public byte[] value() {
      return record.value() == null ? new byte[0] : record.value().clone();
    }

    /** The headers that the record was read with, as text. */
    public Map<String, String> headers() {
      Map<String, String> headers = new HashMap<>();
      DeadLetter.original(record.headers())
          .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
      return headers;
    }

    /** Whether it is an event, which stands in the log already and must not do so twice. */
    public boolean isHistory() {
      return why.topic().equals(Topics.EVENTS.name());
    }

    /** The record, if this version of Framewright can read it. */
    public Optional<String> decoded() {
      return Topics.all().stream()
          .filter(topic -> topic.name().equals(why.topic()) && record.value() != null)
          .findFirst()
          .flatMap(topic -> {
            try {
              return Optional.of(new AvroCodec<>(topic, SCHEMAS).decode(record.value()).toString());
            } catch (UndecodableRecordException _) {
              return Optional.empty();
            }
          });
    }
  }

  private DeadLetterBox(KafkaSettings kafka, KafkaConsumer<byte[], byte[]> consumer) {
    this.kafka = kafka;
    this.consumer = consumer;
  }

  /**
   * @throws KafkaException if the brokers do not answer
   */
  public static DeadLetterBox open(String bootstrapServers) {
    KafkaSettings kafka = new KafkaSettings(bootstrapServers, Map.of());
    var consumer =
        new KafkaConsumer<>(
            kafka.consumer("dead-letters"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      consumer.assign(
          TOPICS.stream()
              .flatMap(topic -> consumer.partitionsFor(topic, ANSWER).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      return new DeadLetterBox(kafka, consumer);
    } catch (KafkaException e) {
      consumer.close();
      throw e;
    }
  }

  /** All that are kept, the oldest of each topic first. */
  public List<Letter> all() {
    consumer.seekToBeginning(consumer.assignment());
    return LogReader.toEnd(consumer).stream().flatMap(record -> letter(record).stream()).toList();
  }

  private static Optional<Letter> letter(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetter.of(record.headers()).map(why -> new Letter(record, why));
  }

  /**
   * Puts records back where they stood, at the end: with the key, the value and the headers that
   * they were read with, in the same partition. Whoever could not read them meets them once more.
   * To do so twice does no harm: a request that was accepted and a report that was counted change
   * nothing.
   *
   * @return their new offsets, in the same order
   * @throws IllegalArgumentException for an event, before anything is put back: history is not
   *     written twice
   */
  public List<Long> redrive(List<Letter> letters) {
    letters.stream()
        .filter(Letter::isHistory)
        .findFirst()
        .ifPresent(event -> {
          throw new IllegalArgumentException("%s is an event".formatted(event.id()));
        });
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("dead-letters"), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Long> offsets = new ArrayList<>();
      for (Letter letter : letters) {
        offsets.add(Objects.requireNonNull(producer.send(back(letter)).get()).offset());
      }
      return offsets;
    } catch (ExecutionException e) {
      throw new KafkaException("a dead letter cannot be put back", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while putting dead letters back", e);
    }
  }

  private static ProducerRecord<byte[], byte[]> back(Letter letter) {
    return new ProducerRecord<>(
        letter.why().topic(),
        letter.why().partition(),
        null,
        letter.record.key(),
        letter.record.value(),
        DeadLetter.original(letter.record.headers()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
