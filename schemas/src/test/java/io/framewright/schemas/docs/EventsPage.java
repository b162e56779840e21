package io.framewright.schemas.docs;

import io.framewright.schemas.contract.CurrentSchemas;
import io.framewright.schemas.contract.Release;
import io.framewright.schemas.contract.SchemaWalk;
import io.framewright.schemas.contract.TopicList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** {@code docs/events.md}: every topic, record and field, for people. */
final class EventsPage {

  private static final Pattern SYMBOL = Pattern.compile("^([A-Z_]+): ");

  private static final String HEAD =
      """
      # Topics and records

      Made from `schemas/src/main/avro` and `infra/kafka/topics.yaml`; do not edit. The same for programs: [asyncapi.yaml](asyncapi.yaml).

      Values are Avro in the Confluent wire format: a zero byte, the schema id as four bytes, big-endian, then Avro binary. Any client with a
      Confluent deserialiser reads them; the gateway serves the schemas at `/schema-registry`, without a key. Address and registry stand in
      `credentials.json` in the data directory. [e2e/examples/consumers](../e2e/examples/consumers) has two complete readers, and
      `./framewright tail` prints what is written. Read with `isolation.level=read_committed`.

      Keys are strings. CloudEvents headers (`ce_id`, `ce_type`, `ce_source`, `ce_subject`, `ce_time`, `ce_dataschema`) stand beside each value.
      Schemas only grow: no field, branch or symbol ever disappears. Skip what you do not know.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);
  private final Map<String, Schema> shared = new LinkedHashMap<>();

  private EventsPage() {}

  static String text() {
    EventsPage page = new EventsPage();
    List<TopicList.Entry> topics = TopicList.load();
    page.topics(topics);
    CurrentSchemas.records().forEach(record -> page.topicRecord(record, topics));
    page.sharedTypes();
    return page.page.toString();
  }

  private void topics(List<TopicList.Entry> topics) {
    line("");
    line("| topic | key | record | partitions | kept | what |");
    line("|---|---|---|---|---|---|");
    for (TopicList.Entry topic : topics) {
      line(
          "| `%s` | %s | %s | %d | %s | %s |"
              .formatted(
                  topic.name(),
                  topic.key(),
                  topic.record().equals("bytes") ? "as read" : link(topic.record()),
                  topic.partitions(),
                  Kept.words(topic.config()),
                  topic.about()));
    }
  }

  private void topicRecord(String record, List<TopicList.Entry> topics) {
    Schema schema = CurrentSchemas.of(record);
    Release newest = Release.of(record).getLast();
    line("\n## " + record);
    line(
        "\n%s On %s; schema id %d, version %d.%s"
            .formatted(
                schema.getDoc(),
                topics.stream()
                    .filter(topic -> topic.record().equals(record))
                    .map(topic -> "`%s`".formatted(topic.name()))
                    .collect(Collectors.joining(" and ")),
                newest.id(),
                newest.version(),
                example(newest, record)));
    fields(schema);
    Schema.Field payload = schema.getField("payload");
    List<Schema> branches = payload == null ? List.of() : payload.schema().getTypes();
    for (Schema branch : branches) {
      line("\n### " + branch.getName());
      line("\n%s%s".formatted(branch.getDoc(), example(newest, record + "." + branch.getName())));
      fields(branch);
    }
    SchemaWalk.named(
        schema,
        type -> {
          if (!type.equals(schema) && !branches.contains(type)) {
            shared.put(type.getName(), type);
          }
        });
  }

  private static String example(Release release, String name) {
    String file = "schemas/src/test/resources/golden/%d/%s.json".formatted(release.version(), name);
    return Files.exists(Path.of("..").resolve(file)) ? " [Example](../%s).".formatted(file) : "";
  }

  private void sharedTypes() {
    line("\n## Shared types");
    shared.forEach((name, type) -> {
      line("\n### " + name);
      line("");
      Objects.requireNonNull(type.getDoc()).lines().forEach(this::docLine);
      if (type.getType() == Schema.Type.RECORD) {
        fields(type);
      } else {
        line(
            "\nOne of %s."
                .formatted(
                    type.getEnumSymbols().stream()
                        .map("`%s`"::formatted)
                        .collect(Collectors.joining(", "))));
      }
    });
  }

  private void docLine(String line) {
    line(SYMBOL.matcher(line.strip()).replaceFirst("- `$1`: "));
  }

  private void fields(Schema record) {
    line("\n| field | type | what |");
    line("|---|---|---|");
    for (Schema.Field field : record.getFields()) {
      line(
          "| `%s` | %s%s | %s |"
              .formatted(
                  field.name(),
                  type(field.schema()),
                  fallback(field),
                  Objects.requireNonNull(field.doc()).replace("|", "\\|")));
    }
  }

  private static String fallback(Schema.Field field) {
    return !field.hasDefaultValue() || field.defaultVal() instanceof JsonProperties.Null
        ? ""
        : ", default `%s`".formatted(field.defaultVal());
  }

  private static String type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> link(schema.getName());
      case ARRAY -> "array of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      case UNION -> union(schema);
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Objects.requireNonNullElse(schema.getProp("logicalType"), schema.getName());
    };
  }

  private static String union(Schema schema) {
    String types =
        schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .map(EventsPage::type)
            .collect(Collectors.joining(" or "));
    return schema.isNullable() ? types + " or null" : types;
  }

  private static String link(String type) {
    return "[%s](#%s)".formatted(type, type.toLowerCase(Locale.ROOT));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
