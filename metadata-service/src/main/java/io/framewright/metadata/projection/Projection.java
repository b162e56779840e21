package io.framewright.metadata.projection;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.JobEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every partition of the event log into one store, on a thread of its own. The store owns
 * the positions: Kafka is told none. Whatever goes wrong, it reads its positions again and goes on
 * from there, after a pause that grows to five seconds.
 */
public final class Projection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ProjectionStore store;
  private final AvroCodec<JobEvent> codec;
  private final DeadLetters deadLetters;
  private final Consumer<byte[], byte[]> consumer;
  private final ProjectionProgress progress = new ProjectionProgress();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private Duration pause = FIRST_PAUSE;

  public Projection(
      ProjectionStore store,
      AvroCodec<JobEvent> codec,
      DeadLetters deadLetters,
      Supplier<Consumer<byte[], byte[]>> consumer) {
    this.store = store;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.consumer = consumer.get();
    this.thread = Thread.ofPlatform().name("projection-" + store.name()).unstarted(this::run);
  }

  public String name() {
    return store.name();
  }

  public ProjectionProgress progress() {
    return progress;
  }

  public void start() {
    thread.start();
  }

  /** Ends after the transaction that is under way, if there is one. */
  @Override
  public void close() {
    stopped.countDown();
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      while (!stopping()) {
        attempt();
      }
    }
  }

  private void attempt() {
    try {
      follow();
      rest();
    } catch (WakeupException e) {
      LOG.atDebug().addKeyValue("projection", name()).log("woken up to stop");
    } catch (RuntimeException e) {
      progress.failed(String.valueOf(e.getMessage()));
      LOG.atWarn()
          .addKeyValue("projection", name())
          .addKeyValue("again_in_ms", pause.toMillis())
          .setCause(pause.equals(FIRST_PAUSE) ? e : null) // the trace once, not every five seconds
          .log("projection cannot go on: {}", e.getMessage());
      rest();
    }
  }

  /** Returns when it is to stop, or when another writer has the position. */
  private void follow() {
    store.prepare();
    Map<Integer, Long> positions = seek();
    publish(positions.keySet());
    while (!stopping()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty() && !write(records, positions)) {
        return;
      }
      pause = FIRST_PAUSE;
      publish(positions.keySet());
    }
  }

  private Map<Integer, Long> seek() {
    Map<Integer, Long> positions =
        new HashMap<>(
            store.positions(
                consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(partition -> partition.partition())
                    .collect(Collectors.toSet())));
    consumer.assign(positions.keySet().stream().map(Projection::partition).toList());
    positions.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
    LOG.atInfo()
        .addKeyValue("projection", name())
        .addKeyValue("positions", positions)
        .log("following the event log");
    return positions;
  }

  private boolean write(ConsumerRecords<byte[], byte[]> records, Map<Integer, Long> positions) {
    EventBatch batch = batch(records, positions);
    return switch (store.write(batch)) {
      case WRITTEN -> {
        batch.moves().forEach((partition, move) -> positions.put(partition, move.to()));
        yield true;
      }
      case POSITION_LOST -> {
        LOG.atWarn()
            .addKeyValue("projection", name())
            .addKeyValue("moves", batch.moves())
            .log("another writer moved the position; reading it again");
        yield false;
      }
    };
  }

  private EventBatch batch(ConsumerRecords<byte[], byte[]> records, Map<Integer, Long> positions) {
    List<JobEvent> events = new ArrayList<>(records.count());
    SortedMap<Integer, EventBatch.Move> moves = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      decode(record).ifPresent(events::add);
      moves.put(
          record.partition(),
          new EventBatch.Move(positions.getOrDefault(record.partition(), 0L), record.offset() + 1));
    }
    return new EventBatch(events, moves);
  }

  private Optional<JobEvent> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() == null) {
        throw new UndecodableRecordException("%s: no value".formatted(record.topic()));
      }
      return Optional.of(codec.decode(record.value()));
    } catch (UndecodableRecordException e) {
      deadLetters.keep(name(), record, String.valueOf(e.getMessage()));
      LOG.atError()
          .addKeyValue("projection", name())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("record kept as a dead letter");
      return Optional.empty();
    }
  }

  /**
   * Positions as the consumer sees them, which is past transaction markers too: all that it has
   * passed is in the store by now.
   */
  private void publish(Iterable<Integer> partitions) {
    Map<Integer, Long> reached = new HashMap<>();
    Map<Integer, Long> lag = new HashMap<>();
    for (int number : partitions) {
      TopicPartition partition = partition(number);
      reached.put(number, consumer.position(partition));
      consumer.currentLag(partition).ifPresent(behind -> lag.put(number, behind));
    }
    progress.advanced(reached, lag);
  }

  private void rest() {
    try {
      boolean stop = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      if (!stop) {
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      stopped.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(Topics.EVENTS.name(), number);
  }
}
