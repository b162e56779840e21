package io.framewright.metadata.projection;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.JobEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One projection for each store that there is, from the server's start to its end. */
@Singleton
public class Projections implements ApplicationEventListener<ServerStartupEvent> {

  /** Events per transaction. */
  private static final int BATCH = 500;

  private final List<Projection> projections;

  public Projections(
      List<ProjectionStore> stores,
      KafkaSettings kafka,
      SchemaCatalogue catalogue,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    AvroCodec<JobEvent> codec = new AvroCodec<>(Topics.EVENTS, catalogue);
    this.projections =
        stores.stream()
            .map(store ->
                new Projection(store, codec, deadLetters, () -> consumer(kafka, store.name())))
            .toList();
    projections.forEach(projection ->
        Gauge.builder("framewright.projection.lag", projection.progress(), Projections::lag)
            .description("Committed events that are not in the store yet")
            .tag("projection", projection.name())
            .register(registry));
  }

  private static double lag(ProjectionProgress progress) {
    return progress.snapshot().lag().values().stream().mapToLong(Long::longValue).sum();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String name) {
    Map<String, Object> settings = kafka.consumer("metadata-projection-" + name);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    projections.forEach(Projection::start);
  }

  public List<Projection> all() {
    return projections;
  }

  /**
   * @throws IllegalArgumentException if there is no such projection
   */
  public ProjectionProgress progress(String name) {
    return projections.stream()
        .filter(projection -> projection.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no projection %s".formatted(name)))
        .progress();
  }

  @PreDestroy
  void close() {
    projections.forEach(Projection::close);
  }
}
