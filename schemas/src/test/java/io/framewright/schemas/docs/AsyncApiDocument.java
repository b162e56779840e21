package io.framewright.schemas.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.schemas.contract.CurrentSchemas;
import io.framewright.schemas.contract.TopicList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** {@code docs/asyncapi.yaml}: every topic and record as AsyncAPI 3, for programs. */
final class AsyncApiDocument {

  private static final String KAFKA_BINDING = "0.5.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<List<String>> HEADERS =
      List.of(
          List.of("ce_specversion", "CloudEvents version: 1.0"),
          List.of("ce_id", "metadata.event_id"),
          List.of("ce_type", "io.framewright. and the name of the payload's record"),
          List.of("ce_source", "The service that wrote the record: /framewright/gateway"),
          List.of("ce_subject", "metadata.job_id"),
          List.of("ce_time", "metadata.occurred_at, RFC 3339"),
          List.of(
              "ce_dataschema", "Subject and version of the schema: media.job.events.v1-value/1"),
          List.of("content-type", "application/avro"),
          List.of("traceparent", "W3C trace context of the request, if it had one"));

  private final List<TopicList.Entry> topics;

  private AsyncApiDocument(List<TopicList.Entry> topics) {
    this.topics = topics;
  }

  static String text() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return "# Made from schemas/src/main/avro and infra/kafka/topics.yaml; do not edit.\n"
        + new Yaml(options).dump(new AsyncApiDocument(TopicList.load()).document());
  }

  private Map<String, Object> document() {
    return ordered(
        "asyncapi",
        "3.0.0",
        "info",
        ordered(
            "title",
            "Framewright",
            "version",
            "1.0.0",
            "description",
            "The topics of a media job platform. Values are Avro in the Confluent wire format; the gateway serves the schemas at /schema-registry."),
        "defaultContentType",
        "application/avro",
        "servers",
        ordered("platform", server()),
        "channels",
        byTopic(this::channel),
        "operations",
        byTopic(this::operation),
        "components",
        ordered("messages", messages(), "schemas", ordered("Headers", headers())));
  }

  private static Map<String, Object> server() {
    return ordered(
        "host",
        "127.0.0.1:9092",
        "protocol",
        "kafka",
        "description",
        "The brokers. ./framewright up chooses free ports and writes them into credentials.json: bootstrap_servers and schema_registry_url.",
        "bindings",
        ordered(
            "kafka",
            ordered(
                "schemaRegistryUrl",
                "http://127.0.0.1:8000/schema-registry",
                "schemaRegistryVendor",
                "confluent",
                "bindingVersion",
                KAFKA_BINDING)));
  }

  private Map<String, Object> byTopic(Function<TopicList.Entry, Map<String, Object>> part) {
    Map<String, Object> parts = new LinkedHashMap<>();
    topics.forEach(topic -> parts.put(id(topic), part.apply(topic)));
    return parts;
  }

  private Map<String, Object> channel(TopicList.Entry topic) {
    Map<String, Object> settings = new LinkedHashMap<>(topic.config());
    settings.computeIfPresent("cleanup.policy", (_, policy) -> List.of(policy));
    return ordered(
        "address",
        topic.name(),
        "description",
        topic.about(),
        "messages",
        ordered(message(topic), reference("#/components/messages/" + message(topic))),
        "bindings",
        ordered(
            "kafka",
            ordered(
                "topic",
                topic.name(),
                "partitions",
                topic.partitions(),
                "topicConfiguration",
                settings,
                "bindingVersion",
                KAFKA_BINDING)));
  }

  private Map<String, Object> operation(TopicList.Entry topic) {
    return ordered(
        "action",
        "send",
        "summary",
        topic.about(),
        "channel",
        reference("#/channels/" + id(topic)));
  }

  private Map<String, Object> messages() {
    Map<String, Object> messages = new LinkedHashMap<>();
    topics.forEach(topic ->
        messages.computeIfAbsent(
            message(topic),
            _ -> topic.record().equals("bytes") ? unreadable() : message(topic.record(), topic)));
    return messages;
  }

  private static Map<String, Object> message(String record, TopicList.Entry topic) {
    Schema schema = CurrentSchemas.of(record);
    return ordered(
        "name",
        record,
        "summary",
        Objects.requireNonNull(schema.getDoc()),
        "contentType",
        "application/avro",
        "headers",
        reference("#/components/schemas/Headers"),
        "payload",
        ordered(
            "schemaFormat",
            "application/vnd.apache.avro+json;version=1.9.0",
            "schema",
            JSON.convertValue(plain(schema), Object.class)),
        "bindings",
        ordered(
            "kafka",
            ordered(
                "key",
                ordered("type", "string", "description", topic.key()),
                "schemaIdLocation",
                "payload",
                "schemaIdPayloadEncoding",
                "confluent",
                "schemaLookupStrategy",
                "TopicNameStrategy",
                "bindingVersion",
                KAFKA_BINDING)));
  }

  private static Map<String, Object> unreadable() {
    return ordered(
        "name",
        "Unreadable",
        "summary",
        "A record that could not be read, byte for byte; headers say where it came from and why.",
        "contentType",
        "application/octet-stream");
  }

  private static Map<String, Object> headers() {
    Map<String, Object> properties = new LinkedHashMap<>();
    HEADERS.forEach(header ->
        properties.put(
            header.getFirst(), ordered("type", "string", "description", header.getLast())));
    return ordered("type", "object", "properties", properties);
  }

  /** The schema without what only our own generated classes need. */
  private static JsonNode plain(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      tree.findParents("avro.java.string")
          .forEach(parent -> ((ObjectNode) parent).remove("avro.java.string"));
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro writes schemas as JSON", e);
    }
  }

  private static String message(TopicList.Entry topic) {
    return topic.record().equals("bytes") ? "Unreadable" : topic.record();
  }

  private static String id(TopicList.Entry topic) {
    return topic.name().replace('.', '_');
  }

  private static Map<String, Object> reference(String target) {
    return ordered("$ref", target);
  }

  /** Names and values in turn, kept in this order. */
  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
