package io.framewright.metadata.projection;

import io.framewright.platform.kafka.DeadLetter;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Keeps records that nobody can read: key, value and headers as they were, and beside them where
 * they stood and why they are here. A record can come twice, and comes once per projection.
 */
@Singleton
public class DeadLetters {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Producer<byte[], byte[]> producer;
  private final AtomicLong count = new AtomicLong();

  public DeadLetters(KafkaSettings kafka) {
    this.producer =
        new KafkaProducer<>(
            kafka.producer("metadata-dead-letters"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns when the brokers have the record. */
  void keep(String projection, ConsumerRecord<byte[], byte[]> record, String reason) {
    DeadLetter why =
        new DeadLetter(
            "metadata-service/" + projection,
            record.topic(),
            record.partition(),
            record.offset(),
            reason);
    var letter =
        new ProducerRecord<>(
            Topics.METADATA_DEAD_LETTERS,
            null,
            null,
            record.key(),
            record.value(),
            why.beside(record.headers()));
    try {
      producer.send(letter).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "cannot write to %s".formatted(Topics.METADATA_DEAD_LETTERS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing a dead letter", e);
    }
    count.incrementAndGet();
  }

  /** Records kept since the start. */
  public long count() {
    return count.get();
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
