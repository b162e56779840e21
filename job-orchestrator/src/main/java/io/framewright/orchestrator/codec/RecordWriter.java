package io.framewright.orchestrator.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import io.framewright.orchestrator.domain.Decision;
import io.framewright.orchestrator.domain.Effect.Offer;
import io.framewright.orchestrator.domain.Effect.StopRun;
import io.framewright.orchestrator.domain.Event;
import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.CloudEventHeaders;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.kafka.DeadLetter;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.RejectionReason;
import io.framewright.schemas.avro.TaskOffered;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/**
 * Writes what was decided. Ids of records are derived (UUIDv5, RFC 9562) from what they say, so
 * that deciding the same once more gives the same ids.
 */
public final class RecordWriter {

  private static final String SOURCE = "job-orchestrator";

  private final SchemaCatalogue catalogue;
  private final Map<Topic<?>, AvroCodec<?>> codecs = new ConcurrentHashMap<>();

  public RecordWriter(SchemaCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Whom and when a record is about.
   *
   * @param sequence of the job's last event when it was written
   */
  public record Subject(JobId job, TenantId tenant, long sequence, Cause cause, Instant at) {

    private Metadata metadata(String name) {
      return metadata(UuidCreator.getNameBasedSha1(job.value(), name), 0);
    }

    private Metadata metadata(UUID id, long place) {
      return Metadata.newBuilder()
          .setEventId(id)
          .setJobId(job.value())
          .setTenantId(tenant.value())
          .setSequence(place)
          .setCausationId(cause.event().orElse(null))
          .setCorrelationId(cause.correlation().orElse(null))
          .setOccurredAt(at)
          .setTraceparent(cause.traceparent().orElse(null))
          .build();
    }
  }

  public Outbound event(Subject subject, Event event) {
    UUID id = UuidCreator.getNameBasedSha1(subject.job().value(), "event/" + subject.sequence());
    Metadata metadata = subject.metadata(id, subject.sequence());
    SpecificRecord payload = EventCodec.payload(event);
    JobEvent value = JobEvent.newBuilder().setMetadata(metadata).setPayload(payload).build();
    return record(Topics.EVENTS, subject.job().toString(), value, metadata, payload);
  }

  public Outbound offer(Subject subject, Offer offer) {
    Metadata metadata =
        subject.metadata(
            "offer/%s/%d/%d"
                .formatted(offer.task().id(), offer.attempt(), offer.notAfter().toEpochMilli()));
    TaskOffered value =
        TaskOffered.newBuilder()
            .setMetadata(metadata)
            .setTask(TaskCodec.avro(offer.task()))
            .setAttempt(offer.attempt())
            .setNotAfter(offer.notAfter())
            .build();
    Topic<TaskOffered> topic = Topics.offers(offer.task().pool());
    return record(topic, offer.task().id().toString(), value, metadata, value);
  }

  public Outbound stop(Subject subject, StopRun order) {
    Metadata metadata =
        subject.metadata("stop/%s/%s".formatted(order.run().run(), subject.at().toEpochMilli()));
    CancelTask value =
        CancelTask.newBuilder()
            .setMetadata(metadata)
            .setTaskId(order.run().task().value())
            .setAttempt(order.run().attempt())
            .setRunId(order.run().run().value())
            .setReason(order.reason().name().toLowerCase(Locale.ROOT))
            .build();
    return record(Topics.CONTROL, order.run().task().toString(), value, metadata, value);
  }

  /**
   * @param command event_id of the refused command
   */
  public Outbound rejection(Subject subject, UUID command, Decision.Rejected rejected) {
    Metadata metadata = subject.metadata("rejection/" + command);
    CommandRejected value =
        CommandRejected.newBuilder()
            .setMetadata(metadata)
            .setCommandId(command)
            .setReason(RejectionReason.valueOf(rejected.reason().name()))
            .setDetail(rejected.detail())
            .setExistingJobId(rejected.existingJob().map(JobId::value).orElse(null))
            .build();
    return record(Topics.REJECTIONS, subject.tenant().value(), value, metadata, value);
  }

  /**
   * The bytes as they were read, with headers that say where and why.
   *
   * @param headers that it was read with
   */
  public static Outbound deadLetter(
      Optional<Bytes> key,
      Inbound.Undecodable read,
      Headers headers,
      String topic,
      int partition,
      long offset) {
    DeadLetter why = new DeadLetter(SOURCE, topic, partition, offset, read.error());
    return new Outbound(Topics.ORCHESTRATOR_DEAD_LETTERS, key, read.value(), why.beside(headers));
  }

  private <V extends SpecificRecord> Outbound record(
      Topic<V> topic, String key, V value, Metadata metadata, SpecificRecord payload) {
    AvroCodec<V> codec = codec(topic);
    return new Outbound(
        topic.name(),
        Optional.of(Bytes.wrap(key.getBytes(UTF_8))),
        Optional.of(Bytes.wrap(codec.encode(value))),
        CloudEventHeaders.of(SOURCE, metadata, payload, codec.dataSchema()));
  }

  @SuppressWarnings("unchecked") // each topic is mapped to a codec of its own record
  private <V extends SpecificRecord> AvroCodec<V> codec(Topic<V> topic) {
    return (AvroCodec<V>) codecs.computeIfAbsent(topic, it -> new AvroCodec<>(it, catalogue));
  }
}
