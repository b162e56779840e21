package io.framewright.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trial schemas against one that is released. */
class EvolutionTest {

  private static final String RELEASED =
      """
      {"type": "record", "name": "Event", "fields": [
        {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
        {"name": "count", "type": "int"},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "parts", "type": {"type": "array", "items":
          {"type": "record", "name": "Part", "fields": [{"name": "size", "type": "long"}]}}},
        {"name": "mood", "type": {"type": "enum", "name": "Mood", "symbols": ["GOOD", "BAD"]}},
        {"name": "payload", "type": [
          {"type": "record", "name": "Begun", "fields": []},
          {"type": "record", "name": "Ended", "fields": []}]}]}
      """;

  @Test
  void aSchemaMayStayAsItIs() {
    assertThat(faults(RELEASED)).isEmpty();
  }

  @Test
  void aNewOptionalFieldMayCome() {
    assertThat(
            changed(
                "{\"name\": \"count\", \"type\": \"int\"},",
                "{\"name\": \"count\", \"type\": \"int\"}, {\"name\": \"by\", \"type\": [\"null\", \"string\"], \"default\": null},"))
        .isEmpty();
  }

  @Test
  void aNewTypeOfEventMayCome() {
    assertThat(
            changed(
                "{\"type\": \"record\", \"name\": \"Ended\", \"fields\": []}",
                "{\"type\": \"record\", \"name\": \"Ended\", \"fields\": []}, {\"type\": \"record\", \"name\": \"Paused\", \"fields\": []}"))
        .isEmpty();
  }

  @Test
  void aFieldMayBecomeOptional() {
    assertThat(changed("\"type\": \"int\"", "\"type\": [\"null\", \"int\"]")).isEmpty();
  }

  @Test
  void aFieldIsNotRemoved() {
    assertThat(changed("{\"name\": \"count\", \"type\": \"int\"},", ""))
        .containsExactly(
            "field count was removed from Event: give it back, mark it deprecated in its doc, or add topic v2");
  }

  @Test
  void aFieldOfAnInnerRecordIsNotRemoved() {
    assertThat(changed("{\"name\": \"size\", \"type\": \"long\"}", ""))
        .containsExactly(
            "field size was removed from Part: give it back, mark it deprecated in its doc, or add topic v2");
  }

  @Test
  void aBranchOfAUnionIsNotRemoved() {
    assertThat(changed(",\n    {\"type\": \"record\", \"name\": \"Ended\", \"fields\": []}", ""))
        .containsExactly(
            "branch Ended was removed from Event.payload: give it back, mark it deprecated in its doc, or add topic v2");
    assertThat(
            changed("[\"null\", \"string\"], \"default\": null", "\"string\", \"default\": \"\""))
        .containsExactly(
            "branch null was removed from Event.note: give it back, mark it deprecated in its doc, or add topic v2");
  }

  @Test
  void aSymbolOfAnEnumIsNotRemoved() {
    assertThat(changed("\"GOOD\", \"BAD\"", "\"GOOD\""))
        .containsExactly(
            "symbol BAD was removed from Mood: give it back, mark it deprecated in its doc, or add topic v2");
  }

  @Test
  void aNewFieldNeedsADefault() {
    assertThat(
            changed(
                "{\"name\": \"count\", \"type\": \"int\"},",
                "{\"name\": \"count\", \"type\": \"int\"}, {\"name\": \"by\", \"type\": \"string\"},"))
        .singleElement()
        .asString()
        .startsWith("field by is new in Event and has no default")
        .endsWith("give it a default, for instance `union { null, T } by = null`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"int\"|\"type\": \"string\"|Event.count was int and is string now",
        "\"type\": \"int\"|\"type\": \"long\"|Event.count was int and is long now",
        ", \"logicalType\": \"uuid\"|''|Event.id was uuid and is string now",
        "\"type\": \"long\"|\"type\": \"double\"|Part.size was long and is double now"
      })
  void aTypeIsNotChanged(String then, String now, String fault) {
    assertThat(changed(then, now))
        .containsExactly(
            fault + ": give it its type back and add a field with the new type, or add topic v2");
  }

  @Test
  void whatHasNoWordsIsNamed() {
    assertThat(SchemaWalk.undocumented(parse(RELEASED)))
        .startsWith("Event", "Event.id", "Event.count")
        .contains("Part", "Part.size", "Mood", "Ended");
  }

  private static List<String> changed(String then, String now) {
    assertThat(RELEASED).contains(then);
    return faults(RELEASED.replace(then, now));
  }

  private static List<String> faults(String schema) {
    return Evolution.faults(parse(schema), parse(RELEASED));
  }

  private static Schema parse(String schema) {
    return new Schema.Parser().parse(schema);
  }
}
