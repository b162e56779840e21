package io.framewright.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
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
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The records that nobody could read, and the way back for them. */
public final class DeadLetterBox implements AutoCloseable {

  private static final Pattern TOPIC = Pattern.compile("media\\.([a-z]+)\\.dlq\\.v1");
  private static final Pattern ID = Pattern.compile("([a-z]+):([0-9]{1,9}):([0-9]{1,18})");
  private static final List<String> TOPICS =
      List.of(Topics.ORCHESTRATOR_DEAD_LETTERS, Topics.METADATA_DEAD_LETTERS);
  private static final Duration POLL = Duration.ofMillis(200);
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
              return Optional.of(
                  new AvroCodec<>(topic, new BundledSchemaCatalogue())
                      .decode(record.value())
                      .toString());
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
    List<TopicPartition> partitions = List.copyOf(consumer.assignment());
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    List<Letter> letters = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        letter(record).ifPresent(letters::add);
      }
    }
    return letters;
  }

  /** The letter of that id, if it is kept. */
  public Optional<Letter> find(String id) {
    Matcher named = ID.matcher(id);
    if (!named.matches()) {
      return Optional.empty();
    }
    TopicPartition partition =
        new TopicPartition(
            "media.%s.dlq.v1".formatted(named.group(1)), Integer.parseInt(named.group(2)));
    long offset = Long.parseLong(named.group(3));
    return all().stream()
        .filter(letter -> letter.record.topic().equals(partition.topic()))
        .filter(letter -> letter.record.partition() == partition.partition())
        .filter(letter -> letter.record.offset() == offset)
        .findFirst();
  }

  private static Optional<Letter> letter(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetter.of(record.headers()).map(why -> new Letter(record, why));
  }

  /**
   * Puts the record back where it stood, at the end: with the key, the value and the headers that
   * it was read with, in the same partition. Whoever could not read it meets it once more. To do so
   * twice does no harm: a request that was accepted and a report that was counted change nothing.
   *
   * @return its new offset
   * @throws IllegalArgumentException for an event: history is not written twice
   */
  public long redrive(Letter letter) {
    if (letter.isHistory()) {
      throw new IllegalArgumentException("%s is an event".formatted(letter.id()));
    }
    var back =
        new ProducerRecord<>(
            letter.why().topic(),
            letter.why().partition(),
            null,
            letter.record.key(),
            letter.record.value(),
            DeadLetter.original(letter.record.headers()));
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("dead-letters"), new ByteArraySerializer(), new ByteArraySerializer())) {
      RecordMetadata written = Objects.requireNonNull(producer.send(back).get());
      return written.offset();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + letter.why().topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + letter.why().topic(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
