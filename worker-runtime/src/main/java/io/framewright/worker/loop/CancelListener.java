package io.framewright.worker.loop;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.worker.offers.Connections;
import io.framewright.worker.run.Runs;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all cancels from the moment of its making on, and passes on those for runs of ours. */
final class CancelListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CancelListener.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AvroCodec<CancelTask> codec;
  private final Consumer<String, byte[]> consumer;
  private final Runs runs;
  private final Thread thread;
  private volatile boolean closing;

  /** Returns when every cancel that is written from now on will be seen. */
  CancelListener(KafkaSettings kafka, SchemaCatalogue catalogue, Runs runs) {
    this.codec = new AvroCodec<>(Topics.CONTROL, catalogue);
    this.runs = runs;
    var settings = kafka.consumer("worker-control");
    // cancels are for runs that live now: whatever was lost belongs to runs that are gone
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      goToEnd();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    this.thread = Thread.ofPlatform().name("worker-control").daemon().start(this::listen);
  }

  private void goToEnd() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CONTROL.name(), PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("topic %s is missing".formatted(Topics.CONTROL.name()));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // seeking is lazy; asking for the position makes it happen now
    partitions.forEach(partition -> consumer.position(partition, PATIENCE));
  }

  private void listen() {
    try (consumer) {
      while (!closing) {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::obey);
      }
    } catch (WakeupException e) {
      LOG.atDebug().log("no more cancels are read");
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .log("cancels are not read any more; the worker claims nothing until they are");
    }
  }

  private void obey(ConsumerRecord<String, byte[]> record) {
    try {
      CancelTask cancel = codec.decode(record.value());
      runs.cancel(new RunId(cancel.getRunId()), cancel.getReason());
    } catch (UndecodableRecordException e) {
      LOG.atError()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("passed over a cancel that cannot be read");
    }
  }

  /** Whether cancels are being read, over a connection that stands. */
  boolean connected() {
    return thread.isAlive() && Connections.open(consumer.metrics());
  }

  /** Whether it still reads; if not, another is to be made. */
  boolean alive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
  }
}
