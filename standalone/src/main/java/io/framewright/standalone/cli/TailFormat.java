package io.framewright.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.schemas.avro.Metadata;
import io.framewright.standalone.client.LogReader.Content;
import io.framewright.standalone.client.LogReader.Entry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log as one line. Nothing that stands in a record reaches the terminal as a
 * control character.
 */
final class TailFormat {

  private static final int LONGEST_TEXT = 60;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final boolean colour;
  private final DateTimeFormatter clock;

  /** Select graphic rendition, ECMA-48. */
  private enum Ink {
    DIM("2"),
    GOOD("32"),
    BAD("31"),
    WAIT("33"),
    PLAIN("36");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  TailFormat(boolean colour, ZoneId zone) {
    this.colour = colour;
    this.clock = CLOCK.withZone(zone);
  }

  /** The job that a record is about, if it is about one. */
  static Optional<UUID> job(Entry entry) {
    return metadata(entry).map(Metadata::getJobId);
  }

  /** Time, topic, place in the job's history, type, job, and what the payload says. */
  String text(Entry entry) {
    String head = ink(Ink.DIM, "%s %s".formatted(clock.format(entry.written()), entry.topic()));
    return switch (entry.content()) {
      case Content.Unreadable(var why) ->
          "%s %s %s".formatted(head, ink(Ink.BAD, "unreadable"), safe(why));
      case Content.Decoded(var record) -> {
        SpecificRecord said = payload(record);
        String type = said.getSchema().getName();
        String about =
            metadata(entry)
                .map(metadata ->
                    " %s%s"
                        .formatted(
                            metadata.getJobId(),
                            metadata.getSequence() > 0 ? "#" + metadata.getSequence() : ""))
                .orElse("");
        yield "%s %s%s %s"
            .formatted(head, ink(inkOf(type), type), ink(Ink.DIM, about), fields(said))
            .stripTrailing();
      }
    };
  }

  /** All of it, for programs. */
  String json(Entry entry) {
    var line =
        JSON.createObjectNode()
            .put("topic", entry.topic())
            .put("partition", entry.partition())
            .put("offset", entry.offset())
            .put("key", entry.key())
            .put("written", entry.written().toString());
    switch (entry.content()) {
      case Content.Unreadable(var why) -> line.put("unreadable", why);
      case Content.Decoded(var record) -> {
        line.put("type", payload(record).getSchema().getName());
        try {
          line.set("record", JSON.readTree(record.toString()));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("Avro writes records as JSON", e);
        }
      }
    }
    return line.toString();
  }

  private static Optional<Metadata> metadata(Entry entry) {
    return entry.content() instanceof Content.Decoded(var record)
        ? field(record, "metadata").map(Metadata.class::cast)
        : Optional.empty();
  }

  private static SpecificRecord payload(SpecificRecord record) {
    return field(record, "payload").map(SpecificRecord.class::cast).orElse(record);
  }

  private static Optional<Object> field(SpecificRecord record, String name) {
    return Optional.ofNullable(record.getSchema().getField(name))
        .map(field -> record.get(field.pos()));
  }

  private static String fields(SpecificRecord record) {
    return record.getSchema().getFields().stream()
        .filter(field -> !field.name().equals("metadata"))
        .flatMap(field -> named(field, record.get(field.pos())))
        .collect(Collectors.joining(" "));
  }

  /** {@code name=value}; nothing for what is null or empty, the size of a list. */
  private static Stream<String> named(Schema.Field field, @Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case SpecificRecord inner -> Stream.of("%s={%s}".formatted(field.name(), fields(inner)));
      case Collection<?> list when list.isEmpty() -> Stream.empty();
      case Collection<?> list -> Stream.of("%s=[%d]".formatted(field.name(), list.size()));
      default -> Stream.of("%s=%s".formatted(field.name(), safe(value.toString())));
    };
  }

  private static String safe(String text) {
    return Words.plain(text, LONGEST_TEXT);
  }

  private static Ink inkOf(String type) {
    if (type.endsWith("Failed") || type.endsWith("Rejected")) {
      return Ink.BAD;
    }
    if (type.endsWith("Completed") || type.endsWith("Reused")) {
      return Ink.GOOD;
    }
    return Stream.of("Cancel", "Retry", "Requeued", "Released").anyMatch(type::contains)
        ? Ink.WAIT
        : Ink.PLAIN;
  }

  private String ink(Ink ink, String text) {
    return colour && !text.isEmpty() ? "\033[%sm%s\033[0m".formatted(ink.code, text) : text;
  }
}
