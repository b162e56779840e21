package io.framewright.orchestrator.codec;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The bytes are there already. */
public final class OutboundSerializer implements Serializer<Outbound> {

  @Override
  public byte @Nullable [] serialize(String topic, Outbound record) {
    return record.value().map(Bytes::get).orElse(null);
  }
}
