package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.Inbound;
import io.framewright.orchestrator.codec.Outbound;
import io.framewright.orchestrator.codec.RecordWriter;
import io.framewright.orchestrator.codec.RecordWriter.Subject;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.orchestrator.domain.Effect;
import io.framewright.orchestrator.domain.Effect.Offer;
import io.framewright.orchestrator.domain.Effect.StopRun;
import io.framewright.orchestrator.domain.Event;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Hands records to the transaction. */
final class Outbox {

  private final ProcessorContext<byte[], Outbound> context;
  private final RecordWriter writer;
  private final StopThrottle throttle;

  Outbox(ProcessorContext<byte[], Outbound> context, RecordWriter writer, StopThrottle throttle) {
    this.context = context;
    this.writer = writer;
    this.throttle = throttle;
  }

  void event(Subject subject, Event event) {
    forward(writer.event(subject, event), subject.at());
  }

  void effect(Subject subject, Effect effect) {
    switch (effect) {
      case Offer offer -> forward(writer.offer(subject, offer), subject.at());
      case StopRun order -> {
        throttle.tell(order.run().run(), subject.at());
        forward(writer.stop(subject, order), subject.at());
      }
    }
  }

  void rejection(Subject subject, Rejected rejected) {
    subject
        .cause()
        .event()
        .ifPresent(command -> forward(writer.rejection(subject, command, rejected), subject.at()));
  }

  void deadLetter(
      Record<byte[], Inbound> record, Inbound.Undecodable read, RecordMetadata from, Instant now) {
    forward(
        RecordWriter.deadLetter(
            Optional.ofNullable(record.key()).map(Bytes::wrap),
            read,
            record.headers(),
            from.topic(),
            from.partition(),
            from.offset()),
        now);
  }

  private void forward(Outbound record, Instant now) {
    context.forward(
        new Record<>(
            record.key().map(Bytes::get).orElse(null),
            record,
            now.toEpochMilli(),
            new RecordHeaders(record.headers())));
  }
}
