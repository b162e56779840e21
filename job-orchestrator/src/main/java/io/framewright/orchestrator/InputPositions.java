package io.framewright.orchestrator;

import io.framewright.orchestrator.stream.BacklogGauge;
import io.framewright.orchestrator.stream.OrchestratorTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the orchestrator stands in its inputs. The very first start puts it at their beginnings;
 * from then on a missing position is an error for a person, because reading from the beginning
 * would decide everything once more.
 */
final class InputPositions implements BacklogGauge, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InputPositions.class);
  private static final String GROUP = StreamsConfiguration.APPLICATION_ID;
  private static final long PATIENCE_SECONDS = 30;
  private static final int TRANSACTIONS_2 = 2;

  private final Admin admin;

  InputPositions(Admin admin) {
    this.admin = admin;
  }

  /**
   * Checks what exactly-once stands on, and sets the first positions.
   *
   * @throws IllegalStateException if the cluster or the positions do not allow a start
   */
  void prepare() {
    checkTransactions();
    Set<TopicPartition> inputs = inputs();
    Map<TopicPartition, OffsetAndMetadata> known = positions();
    Set<TopicPartition> missing =
        inputs.stream().filter(input -> !known.containsKey(input)).collect(Collectors.toSet());
    if (missing.isEmpty()) {
      return;
    }
    if (missing.size() < inputs.size() || hasState()) {
      throw new IllegalStateException(
          "the orchestrator has state but no position in %s: set the group %s to where it was"
                  .formatted(missing, GROUP)
              + " (kafka-consumer-groups --reset-offsets) and start again");
    }
    begin(inputs);
  }

  private void begin(Set<TopicPartition> inputs) {
    Map<TopicPartition, OffsetAndMetadata> beginnings =
        get(
                admin
                    .listOffsets(
                        inputs.stream()
                            .collect(Collectors.toMap(it -> it, _ -> OffsetSpec.earliest())))
                    .all())
            .entrySet()
            .stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue().offset())));
    try {
      get(admin.alterConsumerGroupOffsets(GROUP, beginnings).all());
    } catch (IllegalStateException e) {
      if (positions().keySet().containsAll(inputs)) {
        return; // another instance was first, and is in the group by now
      }
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("partitions", inputs.size())
        .log("first start: reading the inputs from their beginnings");
  }

  /** Changelogs appear with the first start, after the first positions. */
  private boolean hasState() {
    return get(admin.listTopics().names()).stream()
        .anyMatch(topic -> topic.startsWith(GROUP + "-") && topic.endsWith("-changelog"));
  }

  private void checkTransactions() {
    FinalizedVersionRange version =
        get(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("transaction.version");
    if (version == null || version.maxVersionLevel() < TRANSACTIONS_2) {
      throw new IllegalStateException(
          "exactly once needs transaction.version 2 on the cluster, which has %s: run"
                  .formatted(version == null ? "none" : version.maxVersionLevel())
              + " kafka-features upgrade --feature transaction.version=2");
    }
  }

  /** Every partition of the inputs, of which there must be equally many. */
  private Set<TopicPartition> inputs() {
    Map<String, TopicDescription> topics =
        get(admin.describeTopics(OrchestratorTopology.inputs()).allTopicNames());
    Map<String, Integer> counts =
        topics.values().stream()
            .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
    if (Set.copyOf(counts.values()).size() != 1) {
      throw new IllegalStateException(
          "commands, reports and progress must have one partition count, not %s".formatted(counts));
    }
    return topics.values().stream()
        .flatMap(topic ->
            IntStream.range(0, topic.partitions().size())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, OffsetAndMetadata> positions() {
    Map<TopicPartition, OffsetAndMetadata> known =
        new HashMap<>(get(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()));
    known.values().removeIf(position -> position == null);
    return known;
  }

  @Override
  public CompletionStage<Map<String, Long>> unread(int partition) {
    Map<TopicPartition, OffsetSpec> ends =
        OrchestratorTopology.inputs().stream()
            .collect(
                Collectors.toMap(
                    topic -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
    return admin
        .listOffsets(ends)
        .all()
        .toCompletionStage()
        .thenCombine(
            admin
                .listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage(),
            InputPositions::unread);
  }

  private static Map<String, Long> unread(
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, OffsetAndMetadata> positions) {
    return ends.entrySet().stream()
        .filter(end ->
            Optional.ofNullable(positions.get(end.getKey()))
                    .map(OffsetAndMetadata::offset)
                    .orElse(0L)
                < end.getValue().offset())
        .collect(Collectors.toMap(end -> end.getKey().topic(), end -> end.getValue().offset()));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
