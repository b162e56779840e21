package io.framewright.platform.kafka;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.CloudEventHeaders;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.schemas.avro.Metadata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes Avro records with their CloudEvents headers. Safe for use by many threads. */
public final class RecordProducer implements AutoCloseable {

  private final String source;
  private final SchemaCatalogue catalogue;
  private final Producer<String, byte[]> producer;
  private final Map<Topic<?>, AvroCodec<?>> codecs = new ConcurrentHashMap<>();

  /**
   * @param source the writing service, for ce_source
   */
  public RecordProducer(String source, KafkaSettings kafka, SchemaCatalogue catalogue) {
    this(
        source,
        catalogue,
        new KafkaProducer<>(
            kafka.producer(source), new StringSerializer(), new ByteArraySerializer()));
  }

  /** With a producer of the caller's, for tests. */
  public RecordProducer(
      String source, SchemaCatalogue catalogue, Producer<String, byte[]> producer) {
    this.source = source;
    this.catalogue = catalogue;
    this.producer = producer;
  }

  /**
   * Sends one record. The future ends when all in-sync replicas have it, or exceptionally when that
   * stayed out for 30 s.
   *
   * @param payload the branch of {@code value}'s union, or {@code value} itself; it names the
   *     CloudEvents type
   */
  public <V extends SpecificRecord> CompletableFuture<RecordMetadata> send(
      Topic<V> topic, String key, V value, Metadata metadata, SpecificRecord payload) {
    AvroCodec<V> codec = codec(topic);
    return send(
        new ProducerRecord<>(
            topic.name(),
            null,
            null,
            key,
            codec.encode(value),
            CloudEventHeaders.of(source, metadata, payload, codec.dataSchema())));
  }

  /** Sends a record that carries no metadata block, such as a worker's status. */
  public <V extends SpecificRecord> CompletableFuture<RecordMetadata> send(
      Topic<V> topic, String key, V value) {
    return send(new ProducerRecord<>(topic.name(), key, codec(topic).encode(value)));
  }

  private CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    var _ =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(metadata);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  @SuppressWarnings("unchecked") // the map holds for each topic the codec of that topic
  private <V extends SpecificRecord> AvroCodec<V> codec(Topic<V> topic) {
    return (AvroCodec<V>) codecs.computeIfAbsent(topic, t -> new AvroCodec<>(t, catalogue));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
