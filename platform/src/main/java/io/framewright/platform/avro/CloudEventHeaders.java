package io.framewright.platform.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framewright.schemas.avro.Metadata;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The metadata block as headers of the CloudEvents Kafka protocol binding 1.0 (binary mode), so
 * that a tool can route records without Avro.
 */
public final class CloudEventHeaders {

  /** Prefix of every ce_type. */
  public static final String TYPE_PREFIX = "io.framewright.";

  private CloudEventHeaders() {}

  /**
   * @param source the writing service: gateway
   * @param payload the branch of the record's union, or the record itself; its name becomes the
   *     type
   * @param dataSchema {@link AvroCodec#dataSchema()}
   */
  public static List<Header> of(
      String source, Metadata metadata, SpecificRecord payload, String dataSchema) {
    List<Header> headers = new ArrayList<>();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", metadata.getEventId().toString());
    add(headers, "ce_type", TYPE_PREFIX + payload.getSchema().getName());
    add(headers, "ce_source", "/framewright/" + source);
    add(headers, "ce_subject", metadata.getJobId().toString());
    add(headers, "ce_time", metadata.getOccurredAt().toString());
    add(headers, "ce_dataschema", dataSchema);
    add(headers, "content-type", "application/avro");
    if (metadata.getTraceparent() != null) {
      add(headers, "traceparent", metadata.getTraceparent());
    }
    return headers;
  }

  private static void add(List<Header> headers, String name, String value) {
    headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
  }
}
