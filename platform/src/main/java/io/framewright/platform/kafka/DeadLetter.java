package io.framewright.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where a record of a dead-letter topic comes from and why it lies there. The record itself has the
 * key, the value and the headers that it was read with; this stands in further headers beside them.
 *
 * @param reader who could not read it
 * @param topic where it stood
 * @param reason in words
 */
public record DeadLetter(String reader, String topic, int partition, long offset, String reason) {

  private static final String PREFIX = "dlq_";

  /** The headers of the record as it was read, and ours. */
  public List<Header> beside(Headers original) {
    List<Header> all = new ArrayList<>(original(original));
    all.add(header("reader", reader));
    all.add(header("topic", topic));
    all.add(header("partition", Integer.toString(partition)));
    all.add(header("offset", Long.toString(offset)));
    all.add(header("reason", reason));
    return all;
  }

  /** What the headers of a dead letter tell; empty if they are not one's. */
  public static Optional<DeadLetter> of(Headers headers) {
    try {
      return text(headers, "topic")
          .map(topic ->
              new DeadLetter(
                  text(headers, "reader").orElse("unknown"),
                  topic,
                  Integer.parseInt(text(headers, "partition").orElse("")),
                  Long.parseLong(text(headers, "offset").orElse("")),
                  text(headers, "reason").orElse("")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** The headers without ours, as the record was read. */
  public static List<Header> original(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .filter(header -> !header.key().startsWith(PREFIX))
        .toList();
  }

  private static Header header(String name, String value) {
    return new RecordHeader(PREFIX + name, value.getBytes(UTF_8));
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(PREFIX + name))
        .map(header -> new String(header.value(), UTF_8));
  }
}
