package io.framewright.orchestrator.codec;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;

/** A record as it goes out, in bytes. */
public record Outbound(
    String topic, Optional<Bytes> key, Optional<Bytes> value, List<Header> headers) {

  public Outbound {
    headers = List.copyOf(headers);
  }
}
