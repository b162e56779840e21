package io.framewright.standalone.bench;

import io.framewright.orchestrator.OrchestratorSettings;
import io.framewright.orchestrator.StreamsConfiguration;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What Kafka Streams alone needs for the traffic of the same jobs, with the orchestrator's own
 * settings: for each record in, one read and one write of a store in RocksDB and two records out,
 * exactly once, on one partition.
 */
final class BareLoop implements AutoCloseable {

  private static final String IN = "bench.in";
  private static final String OUT = "bench.out";
  private static final String STORE = "state";
  private static final int RECORD_BYTES = 700;

  /** A job's command, start and completion come in; five events and an offer go out. */
  private static final int IN_PER_JOB = 3;

  private static final int OUT_PER_RECORD = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaStreams streams;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  BareLoop(KafkaSettings kafka, Path directory) throws InterruptedException, ExecutionException {
    createTopics(kafka);
    OrchestratorSettings settings =
        new OrchestratorSettings(
            directory.resolve("bare"),
            1,
            "bench-bare",
            0,
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofHours(6),
            Duration.ZERO);
    Properties properties = StreamsConfiguration.of(kafka, settings);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-bare");
    streams = new KafkaStreams(topology(), properties);
    CompletableFuture<Void> running = new CompletableFuture<>();
    streams.setUncaughtExceptionHandler(failure -> {
      running.completeExceptionally(failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    streams.setStateListener((now, _) -> {
      if (now == KafkaStreams.State.RUNNING) {
        running.complete(null);
      }
    });
    streams.start();
    producer =
        new KafkaProducer<>(
            kafka.common("bench-bare"), new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            kafka.consumer("bench-bare"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> out = List.of(new TopicPartition(OUT, 0));
    consumer.assign(out);
    consumer.seekToBeginning(out);
    try {
      running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the bare loop is still " + streams.state(), e);
    }
  }

  private static void createTopics(KafkaSettings kafka) {
    var topics = new TopicCatalogue(List.of(topic(IN), topic(OUT)));
    try (TopicAdmin admin = new TopicAdmin(kafka, topics)) {
      admin.createMissing();
    }
  }

  private static TopicCatalogue.Settings topic(String name) {
    return new TopicCatalogue.Settings(name, "number", "bytes", 1, Optional.empty(), Map.of());
  }

  private static Topology topology() {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            "in",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            IN)
        .addProcessor("loop", Copy::new, "in")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray()),
            "loop")
        .addSink("out", OUT, new ByteArraySerializer(), new ByteArraySerializer(), "loop");
  }

  /** Seconds that the traffic of so many jobs takes. */
  double seconds(int jobs) throws InterruptedException, ExecutionException {
    int records = jobs * IN_PER_JOB;
    long begin = System.nanoTime();
    Future<?> last = null;
    for (int i = 0; i < records; i++) {
      byte[] key = Integer.toString(i / IN_PER_JOB).getBytes(StandardCharsets.US_ASCII);
      last = producer.send(new ProducerRecord<>(IN, key, new byte[RECORD_BYTES]));
    }
    if (last != null) {
      last.get();
    }
    int seen = 0;
    while (seen < records * OUT_PER_RECORD) {
      int more = consumer.poll(PATIENCE).count();
      if (more == 0) {
        throw new IllegalStateException(
            "the loop stands still: %d records came out of %d in %s, and then none for %d s"
                .formatted(seen, records, streams.state(), PATIENCE.toSeconds()));
      }
      seen += more;
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
    producer.close();
    consumer.close();
  }

  /** The least that can be called work. */
  private static final class Copy implements Processor<byte[], byte[], byte[], byte[]> {

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> theContext) {
      context = theContext;
      store = theContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      store.get(record.key());
      store.put(record.key(), record.value());
      for (int i = 0; i < OUT_PER_RECORD; i++) {
        context.forward(record);
      }
    }
  }
}
