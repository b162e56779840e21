package io.framewright.standalone.client;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topics as they are written: in no group, and only what is committed. */
public final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Consumer<String, byte[]> consumer;
  private final Map<String, AvroCodec<?>> codecs = new HashMap<>();

  /**
   * One record.
   *
   * @param written when it was appended to the log
   */
  public record Entry(
      String topic, int partition, long offset, String key, Instant written, Content content) {}

  /** What stands in a record. */
  public sealed interface Content {

    /** As it was meant. */
    record Decoded(SpecificRecord record) implements Content {}

    /** Bytes that are no record of their topic. */
    record Unreadable(String why) implements Content {}
  }

  private LogReader(Consumer<String, byte[]> consumer, Collection<Topic<?>> topics) {
    SchemaCatalogue catalogue = new BundledSchemaCatalogue();
    this.consumer = consumer;
    topics.forEach(topic -> codecs.put(topic.name(), new AvroCodec<>(topic, catalogue)));
  }

  /**
   * Stands ready to read: everything that is written after this call is seen.
   *
   * @param fromStart begin with the oldest record that is kept, not with the next one
   * @throws KafkaException if the brokers do not answer or a topic is not there
   */
  public static LogReader open(
      String bootstrapServers, Collection<Topic<?>> topics, boolean fromStart) {
    var consumer =
        new KafkaConsumer<>(
            new KafkaSettings(bootstrapServers, Map.of()).consumer("log-reader"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    try {
      seek(consumer, topics, fromStart);
      return new LogReader(consumer, topics);
    } catch (KafkaException e) {
      consumer.close();
      throw e;
    }
  }

  private static void seek(
      Consumer<String, byte[]> consumer, Collection<Topic<?>> topics, boolean fromStart) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name(), ANSWER).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromStart) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(partition -> consumer.position(partition, ANSWER)); // seeking is lazy
  }

  /**
   * Shows each record to {@code reader}, in the log's order per partition, until it says no or
   * {@link #stop} is called.
   */
  public void readWhile(Predicate<Entry> reader) {
    try {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!reader.test(entry(record))) {
            return;
          }
        }
      }
    } catch (WakeupException e) {
      LOG.atDebug().setCause(e).log("reading was stopped");
    }
  }

  /** Everything from where it stands to what is the end now, in the log's order per partition. */
  public List<Entry> readToEnd() {
    return toEnd(consumer).stream().map(this::entry).toList();
  }

  static <K, V> List<ConsumerRecord<K, V>> toEnd(Consumer<K, V> consumer) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ANSWER);
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  /** Ends reading from another thread. */
  public void stop() {
    consumer.wakeup();
  }

  private Entry entry(ConsumerRecord<String, byte[]> record) {
    return new Entry(
        record.topic(),
        record.partition(),
        record.offset(),
        Objects.requireNonNullElse(record.key(), ""),
        Instant.ofEpochMilli(record.timestamp()),
        content(record));
  }

  private Content content(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null
          ? new Content.Unreadable("no value: the key is forgotten")
          : new Content.Decoded(codec(record.topic()).decode(record.value()));
    } catch (UndecodableRecordException e) {
      return new Content.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private AvroCodec<?> codec(String topic) {
    return Objects.requireNonNull(codecs.get(topic), "only chosen topics are read");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
