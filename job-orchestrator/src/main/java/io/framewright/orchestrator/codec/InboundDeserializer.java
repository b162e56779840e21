package io.framewright.orchestrator.codec;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.avro.UndecodableRecordException;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic into the domain. Bytes that make no sense become a value too: whether they stop
 * the world is not decided here.
 */
public final class InboundDeserializer<V extends SpecificRecord> implements Deserializer<Inbound> {

  private final AvroCodec<V> codec;
  private final Function<V, Inbound> meaning;

  private InboundDeserializer(
      Topic<V> topic, SchemaCatalogue catalogue, Function<V, Inbound> meaning) {
    this.codec = new AvroCodec<>(topic, catalogue);
    this.meaning = meaning;
  }

  /** For {@link Topics#COMMANDS}. */
  public static Deserializer<Inbound> commands(SchemaCatalogue catalogue) {
    return new InboundDeserializer<>(Topics.COMMANDS, catalogue, CommandCodec::asked);
  }

  /** For {@link Topics#REPORTS}. */
  public static Deserializer<Inbound> reports(SchemaCatalogue catalogue) {
    return new InboundDeserializer<>(Topics.REPORTS, catalogue, CommandCodec::asked);
  }

  /** For {@link Topics#PROGRESS}. */
  public static Deserializer<Inbound> progress(SchemaCatalogue catalogue) {
    return new InboundDeserializer<>(Topics.PROGRESS, catalogue, CommandCodec::asked);
  }

  @Override
  public Inbound deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Inbound.Undecodable(Optional.empty(), "a record without a value");
    }
    try {
      return meaning.apply(codec.decode(bytes));
    } catch (UndecodableRecordException | IllegalArgumentException e) {
      return new Inbound.Undecodable(
          Optional.of(Bytes.wrap(bytes)), String.valueOf(e.getMessage()));
    }
  }
}
