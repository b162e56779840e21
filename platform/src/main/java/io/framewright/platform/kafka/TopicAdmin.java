package io.framewright.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue, and refuses a cluster whose topics differ from it. */
public final class TopicAdmin implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();
  private static final String CLEANUP = "cleanup.policy";

  /** From this version of the protocol on, a client that was cut off cannot spoil a transaction. */
  private static final int TRANSACTION_VERSION = 2;

  private final Admin admin;
  private final TopicCatalogue catalogue;

  public TopicAdmin(KafkaSettings kafka, TopicCatalogue catalogue) {
    this.admin = Admin.create(kafka.common("topic-admin"));
    this.catalogue = catalogue;
  }

  /** Creates what is missing and waits until each partition has a leader. */
  public void createMissing() {
    Set<String> existing = get(admin.listTopics().names());
    List<NewTopic> missing =
        catalogue.topics().stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(TopicAdmin::toCreate)
            .toList();
    admin.createTopics(missing).values().values().forEach(TopicAdmin::awaitCreated);
    awaitLeaders();
  }

  private static NewTopic toCreate(TopicCatalogue.Settings topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
        .configs(topic.config());
  }

  /** Somebody else may have been faster. */
  private static void awaitCreated(KafkaFuture<Void> created) {
    try {
      get(created);
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void awaitLeaders() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!haveLeaders()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "topics have partitions without a leader after %d s".formatted(PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** A broker that has not heard of a new topic yet answers that there is none. */
  private boolean haveLeaders() {
    try {
      return describe().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(
              partition -> partition.leader() != null && !partition.leader().equals(Node.noNode()));
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Compares the cluster with the catalogue: topics, partition counts, clean-up policies, and
   * whether its transactions are of the second version.
   *
   * @throws IllegalStateException naming everything that differs
   */
  public void verify() {
    List<String> problems = new ArrayList<>(transactionProblems());
    Set<String> existing = get(admin.listTopics().names());
    catalogue
        .names()
        .filter(name -> !existing.contains(name))
        .forEach(name -> problems.add("topic %s is missing".formatted(name)));
    List<String> present = catalogue.names().filter(existing::contains).toList();
    problems.addAll(partitionProblems(present));
    problems.addAll(cleanupProblems(present));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the cluster does not fit infra/kafka/topics.yaml: " + String.join("; ", problems));
    }
  }

  private List<String> transactionProblems() {
    FinalizedVersionRange range =
        get(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("transaction.version");
    int version = range == null ? 0 : range.maxVersionLevel();
    return version >= TRANSACTION_VERSION
        ? List.of()
        : List.of(
            "transaction.version is %d, not %d: raise it with 'kafka-features.sh upgrade --feature transaction.version=%d'"
                .formatted(version, TRANSACTION_VERSION, TRANSACTION_VERSION));
  }

  private List<String> partitionProblems(Collection<String> names) {
    return describe(names).values().stream()
        .filter(topic -> topic.partitions().size() != partitions(topic))
        .map(topic ->
            "topic %s has %d partitions, not %d"
                .formatted(topic.name(), topic.partitions().size(), partitions(topic)))
        .toList();
  }

  private int partitions(TopicDescription topic) {
    return catalogue.settings(topic.name()).partitions();
  }

  private List<String> cleanupProblems(Collection<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    List<String> problems = new ArrayList<>();
    get(admin.describeConfigs(resources).all())
        .forEach((resource, config) -> {
          String expected = catalogue.settings(resource.name()).config().get(CLEANUP);
          if (expected != null && !expected.equals(cleanup(config))) {
            problems.add(
                "topic %s has %s=%s, not %s"
                    .formatted(resource.name(), CLEANUP, cleanup(config), expected));
          }
        });
    return problems;
  }

  private static String cleanup(Config config) {
    ConfigEntry entry = config.get(CLEANUP);
    return entry == null || entry.value() == null ? "none" : entry.value();
  }

  private Map<String, TopicDescription> describe() {
    return describe(catalogue.names().toList());
  }

  private Map<String, TopicDescription> describe(Collection<String> names) {
    return get(admin.describeTopics(names).allTopicNames());
  }

  /**
   * @throws IllegalStateException caused by what the broker answered, or by its silence
   */
  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the broker refused: %s".formatted(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the broker did not answer within %d s".formatted(PATIENCE.toSeconds()), e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
