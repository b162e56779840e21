package io.framewright.embedded.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Broker settings for one small node: quick rebalances, little memory. */
final class NodeConfiguration {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final Map<String, String> ROLES =
      Map.of(
          "process.roles",
          "broker,controller",
          "node.id",
          Integer.toString(NODE_ID),
          "controller.listener.names",
          CONTROLLER_LISTENER,
          "inter.broker.listener.name",
          "PLAINTEXT",
          "listener.security.protocol.map",
          "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
          "auto.create.topics.enable",
          "false",
          // a node that was killed may register again after this long; shorter, a busy machine
          // would take a live one for dead
          "broker.heartbeat.interval.ms",
          "1000",
          "broker.session.timeout.ms",
          "6000",
          // no record twice a second only to show that the log moves
          "metadata.max.idle.interval.ms",
          "0",
          "controller.performance.always.log.threshold.ms",
          "10000");

  /** There is one node, so there is one copy. */
  private static final Map<String, String> INTERNAL_TOPICS =
      Map.of(
          "offsets.topic.num.partitions", "3",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.num.partitions", "3",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.num.partitions", "3",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1");

  /** Members come and go with the process: nobody waits for more of them. */
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
          Map.entry("group.consumer.heartbeat.interval.ms", "500"),
          Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
          Map.entry("group.share.heartbeat.interval.ms", "500"),
          Map.entry("group.share.min.heartbeat.interval.ms", "500"),
          Map.entry("group.streams.heartbeat.interval.ms", "500"),
          Map.entry("group.streams.min.heartbeat.interval.ms", "500"),
          Map.entry("group.consumer.assignment.interval.ms", "0"),
          Map.entry("group.share.assignment.interval.ms", "0"),
          Map.entry("group.streams.assignment.interval.ms", "0"));

  /** Every partition maps its index files in full size, and each thread has its buffers. */
  private static final Map<String, String> SIZES =
      Map.of(
          "num.network.threads", "1",
          "num.io.threads", "2",
          "background.threads", "2",
          "num.recovery.threads.per.data.dir", "2",
          "group.coordinator.threads", "1",
          "share.coordinator.threads", "1",
          "log.cleaner.dedupe.buffer.size", "4194304",
          "log.cleaner.io.buffer.size", "65536",
          "log.index.size.max.bytes", "262144",
          "log.segment.bytes", "67108864");

  private NodeConfiguration() {}

  static Properties of(Path directory, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(ROLES);
    properties.putAll(INTERNAL_TOPICS);
    properties.putAll(GROUPS);
    properties.putAll(SIZES);
    String listener = "PLAINTEXT://127.0.0.1:" + port;
    properties.put(
        "listeners",
        "%s,%s://127.0.0.1:%d".formatted(listener, CONTROLLER_LISTENER, controllerPort));
    properties.put("advertised.listeners", listener);
    properties.put(
        "controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
    properties.put("log.dirs", directory.toString());
    return properties;
  }
}
