package io.framewright.gateway.log;

import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the end of the log: one consumer in no group, on every partition of events, rejections and
 * progress from now on, and of the workers' status from the beginning. A broker that is away is
 * waited for; the gateway starts without it.
 */
@Context
public final class LogTail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
  private static final List<Topic<?>> FROM_NOW =
      List.of(Topics.EVENTS, Topics.REJECTIONS, Topics.PROGRESS);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final TailDispatch dispatch;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Gate ready = new Gate();
  private final Thread thread = Thread.ofPlatform().name("log-tail").unstarted(this::run);
  private volatile @org.jspecify.annotations.Nullable KafkaConsumer<String, byte[]> current;

  LogTail(KafkaSettings kafka, SchemaCatalogue catalogue, List<LogListener> listeners) {
    this.kafka = kafka;
    this.dispatch = new TailDispatch(catalogue, listeners);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  /** Whether everything that is written from now on will be heard. */
  public boolean isReady() {
    return ready.isOpen();
  }

  /** Waits until {@link #isReady}, at most {@code patience}. */
  boolean awaitReady(Duration patience) {
    return ready.await(patience);
  }

  private void run() {
    boolean first = true;
    while (closing.getCount() > 0) {
      try (var consumer =
          new KafkaConsumer<>(
              kafka.consumer("gateway-tail"),
              new StringDeserializer(),
              new ByteArrayDeserializer())) {
        current = consumer;
        seek(consumer);
        if (!first) {
          dispatch.lost();
        }
        first = false;
        ready.open();
        LOG.atInfo().addKeyValue("partitions", consumer.assignment().size()).log("tailing the log");
        read(consumer);
      } catch (WakeupException e) {
        LOG.atDebug().log("the tail was woken up to end");
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("the log cannot be read; trying again");
      } finally {
        ready.shut();
        current = null;
      }
      pause();
    }
  }

  private void seek(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> fromNow =
        FROM_NOW.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
    List<TopicPartition> status = partitions(consumer, Topics.WORKER_STATUS);
    List<TopicPartition> all =
        java.util.stream.Stream.concat(fromNow.stream(), status.stream()).toList();
    consumer.assign(all);
    consumer.seekToEnd(fromNow);
    consumer.seekToBeginning(status);
    all.forEach(partition -> consumer.position(partition, ANSWER)); // seeking is lazy: do it now
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, Topic<?> topic) {
    var partitions = consumer.partitionsFor(topic.name(), ANSWER);
    if (partitions == null || partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic.name());
    }
    return partitions.stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private void read(KafkaConsumer<String, byte[]> consumer) {
    while (closing.getCount() > 0) {
      consumer.poll(POLL).forEach(dispatch::dispatch);
    }
  }

  private void pause() {
    try {
      if (closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atInfo().log("no longer tailing the log");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  @Override
  @PreDestroy
  public void close() {
    closing.countDown();
    KafkaConsumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
