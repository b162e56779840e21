package io.framewright.worker.offers;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topic;
import io.framewright.schemas.avro.TaskOffered;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Offers for a pool with exactly one worker process. That process reads every partition, and the
 * consumer group only keeps its position: with nobody to share with, membership would merely make a
 * restart after a crash wait until the dead member's session ends. A second process by mistake does
 * no harm but wasted work, as the log refuses the second start of an attempt.
 */
public final class ConsumerGroupSource implements WorkSource {

  private final OfferReader reader;
  private final Consumer<String, byte[]> consumer;

  /** Goes to the group's position, on partitions without one to the beginning. */
  public ConsumerGroupSource(
      KafkaSettings kafka, SchemaCatalogue catalogue, Topic<TaskOffered> topic, String group) {
    this.reader = new OfferReader(new AvroCodec<>(topic, catalogue), new Positions());
    this.consumer =
        new KafkaConsumer<>(
            settings(kafka, group), new StringDeserializer(), new ByteArrayDeserializer());
    try {
      position(topic);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static Map<String, Object> settings(KafkaSettings kafka, String group) {
    Map<String, Object> settings = kafka.consumer(group);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // an offer that waits must be taken, and one that has waited too long is dropped by its
    // not_after
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private void position(Topic<TaskOffered> topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("topic %s is missing".formatted(topic.name()));
    }
    consumer.assign(partitions);
    Set<TopicPartition> fresh = new HashSet<>(partitions);
    consumer
        .committed(fresh)
        .forEach((partition, position) -> {
          if (position != null) {
            fresh.remove(partition);
          }
        });
    if (!fresh.isEmpty()) {
      consumer.seekToBeginning(fresh);
    }
  }

  @Override
  public Optional<Claim> claim(Duration patience) {
    return reader.claim(() -> consumer.poll(patience));
  }

  private void commitPast(ConsumerRecord<String, byte[]> record) {
    consumer.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + 1)));
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  @Override
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public boolean connected() {
    return Connections.open(consumer.metrics());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private final class Positions implements OfferReader.Settling {

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
      commitPast(record);
    }

    @Override
    public void giveBack(ConsumerRecord<String, byte[]> record) {
      consumer.seek(partition(record), record.offset());
    }

    @Override
    public void reject(ConsumerRecord<String, byte[]> record) {
      commitPast(record);
    }
  }
}
