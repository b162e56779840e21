package io.framewright.platform.avro;

import io.framewright.platform.kafka.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link AvroCodec} as Kafka wants it. */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V> {

  private final AvroCodec<V> codec;

  public AvroSerde(Topic<V> topic, SchemaCatalogue catalogue) {
    this.codec = new AvroCodec<>(topic, catalogue);
  }

  @Override
  public Serializer<V> serializer() {
    return (_, value) -> codec.encode(value);
  }

  @Override
  public Deserializer<V> deserializer() {
    return (_, bytes) -> codec.decode(bytes);
  }
}
