package io.framewright.gateway.log;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each record of the tail to the listeners. */
final class TailDispatch {

  private static final Logger LOG = LoggerFactory.getLogger(TailDispatch.class);

  private final List<LogListener> listeners;
  private final Map<String, Consumer<byte[]>> byTopic;

  TailDispatch(SchemaCatalogue catalogue, List<LogListener> listeners) {
    this.listeners = List.copyOf(listeners);
    this.byTopic =
        Map.of(
            Topics.EVENTS.name(), to(Topics.EVENTS, catalogue, LogListener::on),
            Topics.REJECTIONS.name(), to(Topics.REJECTIONS, catalogue, LogListener::on),
            Topics.PROGRESS.name(), to(Topics.PROGRESS, catalogue, LogListener::on),
            Topics.WORKER_STATUS.name(), to(Topics.WORKER_STATUS, catalogue, LogListener::on));
  }

  private <V extends SpecificRecord> Consumer<byte[]> to(
      Topic<V> topic, SchemaCatalogue catalogue, BiConsumer<LogListener, V> call) {
    AvroCodec<V> codec = new AvroCodec<>(topic, catalogue);
    return bytes -> {
      V value = codec.decode(bytes);
      listeners.forEach(listener -> call.accept(listener, value));
    };
  }

  /** A record that cannot be read is somebody else's to mend; here it is passed over. */
  void dispatch(ConsumerRecord<String, byte[]> record) {
    Consumer<byte[]> target = byTopic.get(record.topic());
    if (target == null || record.value() == null) {
      return;
    }
    try {
      target.accept(record.value());
    } catch (UndecodableRecordException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("passing over a record that cannot be read");
    }
  }

  void lost() {
    listeners.forEach(LogListener::lost);
  }
}
