package io.framewright.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue, and refuses a cluster whose topics differ from it. */
public final class TopicAdmin implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
            .map(topic ->
                new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                    .configs(topic.config()))
            .toList();
    admin
        .createTopics(missing)
        .values()
        .values()
        .forEach(created -> {
          try {
            created.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw new IllegalStateException("cannot create a topic", e);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
          } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not create a topic in time", e);
          }
        });
    awaitLeaders();
  }

  private void awaitLeaders() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!describe().values().stream().allMatch(TopicAdmin::hasLeaders)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("topics have partitions without a leader");
      }
      Thread.onSpinWait();
    }
  }

  private static boolean hasLeaders(TopicDescription topic) {
    return topic.partitions().stream()
        .allMatch(
            partition -> partition.leader() != null && !partition.leader().equals(Node.noNode()));
  }

  /**
   * Compares the cluster with the catalogue.
   *
   * @throws IllegalStateException naming each missing topic and each partition count that differs
   */
  public void verify() {
    Set<String> existing = get(admin.listTopics().names());
    List<String> problems = new ArrayList<>();
    catalogue.topics().stream()
        .map(TopicCatalogue.Settings::name)
        .filter(name -> !existing.contains(name))
        .forEach(name -> problems.add("topic %s is missing".formatted(name)));
    if (problems.isEmpty()) {
      describe()
          .forEach((name, topic) -> {
            int expected = catalogue.settings(name).partitions();
            if (topic.partitions().size() != expected) {
              problems.add(
                  "topic %s has %d partitions, not %d"
                      .formatted(name, topic.partitions().size(), expected));
            }
          });
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the cluster does not fit infra/kafka/topics.yaml: " + String.join("; ", problems));
    }
  }

  private Map<String, TopicDescription> describe() {
    return get(
        admin
            .describeTopics(catalogue.topics().stream().map(TopicCatalogue.Settings::name).toList())
            .allTopicNames());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
