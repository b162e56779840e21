package io.framewright.platform.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {

  private record Release(int id, String record, int version) {}

  private final BundledSchemaCatalogue catalogue = new BundledSchemaCatalogue();

  static List<Topic<?>> topics() {
    return Topics.all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theCurrentSchemaIsTheNewestReleasedOne(Topic<?> topic) throws Exception {
    Release newest =
        releases(topic).stream().max(Comparator.comparingInt(Release::version)).orElseThrow();
    assertThat(SchemaNormalization.toParsingForm(current(topic)))
        .isEqualTo(SchemaNormalization.toParsingForm(catalogue.byId(newest.id())));
    assertThat(catalogue.register(topic.subject(), current(topic)))
        .isEqualTo(new SchemaCatalogue.Registered(newest.id(), newest.version()));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theCurrentSchemaReadsEveryReleasedOne(Topic<?> topic) throws Exception {
    for (Release release : releases(topic)) {
      var result =
          SchemaCompatibility.checkReaderWriterCompatibility(
              current(topic), catalogue.byId(release.id()));
      assertThat(result.getType())
          .as("%s: %s", release, result.getDescription())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void noBranchOfAUnionDisappears(Topic<?> topic) throws Exception {
    Map<String, Set<String>> now = branches(current(topic));
    for (Release release : releases(topic)) {
      branches(catalogue.byId(release.id()))
          .forEach((field, then) ->
              assertThat(now.getOrDefault(field, Set.of()))
                  .as("branches of %s, present in %s", field, release)
                  .containsAll(then));
    }
  }

  private static Schema current(Topic<?> topic) {
    return SpecificData.get().getSchema(topic.record());
  }

  private static List<Release> releases(Topic<?> topic) throws IOException {
    try (InputStream in =
        ReleasedSchemasTest.class.getResourceAsStream("/framewright/schemas/released/ids.tsv")) {
      assertThat(in).isNotNull();
      List<Release> releases =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .map(row -> new Release(Integer.parseInt(row[0]), row[1], Integer.parseInt(row[2])))
              .filter(release -> release.record().equals(topic.record().getSimpleName()))
              .toList();
      assertThat(releases).isNotEmpty();
      return releases;
    }
  }

  /** For each field, by record and name, what its unions may hold. */
  private static Map<String, Set<String>> branches(Schema root) {
    Map<String, Set<String>> found = new HashMap<>();
    Set<String> seen = new HashSet<>();
    List<Schema> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Schema record = open.removeLast();
      if (!seen.add(record.getFullName())) {
        continue;
      }
      for (Schema.Field field : record.getFields()) {
        visit(record.getFullName() + "." + field.name(), field.schema(), found, open);
      }
    }
    return found;
  }

  private static void visit(
      String field, Schema schema, Map<String, Set<String>> found, List<Schema> open) {
    switch (schema.getType()) {
      case RECORD -> open.add(schema);
      case ARRAY -> visit(field, schema.getElementType(), found, open);
      case MAP -> visit(field, schema.getValueType(), found, open);
      case UNION ->
          schema
              .getTypes()
              .forEach(branch -> {
                found.computeIfAbsent(field, _ -> new HashSet<>()).add(branch.getFullName());
                visit(field, branch, found, open);
              });
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }
}
