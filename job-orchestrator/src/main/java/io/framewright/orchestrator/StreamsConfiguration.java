package io.framewright.orchestrator;

import io.framewright.orchestrator.stream.BoundedRocksDb;
import io.framewright.platform.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams as it must run here: exactly once, and at once. */
public final class StreamsConfiguration {

  /** Names the consumer group, the transactions, and the changelogs. Never changes. */
  static final String APPLICATION_ID = "framewright-orchestrator";

  private StreamsConfiguration() {}

  /** The settings of the orchestrator on this cluster. */
  public static Properties of(KafkaSettings kafka, OrchestratorSettings settings) {
    Map<String, Object> all = new HashMap<>(kafka.common(APPLICATION_ID));
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1); // the broker's default
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100); // without a pause; else see Pauses
    all.put(StreamsConfig.POLL_MS_CONFIG, 3);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    // what a dead process leaves open holds back every reader for so long, and no longer
    all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    if (!settings.instanceId().isBlank()) {
      all.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          settings.instanceId());
    }
    Properties properties = new Properties();
    properties.putAll(all);
    return properties;
  }
}
