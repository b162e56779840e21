package io.framewright.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of the sources against all that was ever released (BACKWARD_TRANSITIVE). */
class ReleasedSchemasTest {

  @BeforeAll
  static void write() {
    if (ContractFiles.writing()) {
      Release.writeMissing();
    }
  }

  static List<String> records() {
    return CurrentSchemas.records();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordEnumAndFieldIsExplained(String record) {
    assertThat(SchemaWalk.undocumented(CurrentSchemas.of(record)))
        .as("without a doc comment in src/main/avro: say what it is, its unit, what null means")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void nothingThatWasReleasedIsLost(String record) {
    assertThat(Release.of(record)).as("releases of %s in ids.tsv", record).isNotEmpty();
    for (Release release : Release.of(record)) {
      assertThat(Evolution.faults(CurrentSchemas.of(record), release.schema()))
          .as("%s against version %d", record, release.version())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatTheSourcesSayIsReleased(String record) {
    Release newest = Release.of(record).getLast();
    assertThat(SchemaNormalization.toParsingForm(newest.schema()))
        .as(
            "version %d of %s is not what src/main/avro says: add the line '%d\t%s\t%d' to ids.tsv and run %s",
            newest.version(),
            record,
            Release.all().getLast().id() + 1,
            record,
            newest.version() + 1,
            ContractFiles.COMMAND)
        .isEqualTo(SchemaNormalization.toParsingForm(CurrentSchemas.of(record)));
  }

  @Test
  void idsAndVersionsCountFromOneWithoutGaps() {
    assertThat(Release.all()).extracting(Release::id).isEqualTo(upTo(Release.all().size()));
    Release.all().stream()
        .collect(
            Collectors.groupingBy(
                Release::record, Collectors.mapping(Release::version, Collectors.toList())))
        .forEach(
            (record, versions) -> assertThat(versions).as(record).isEqualTo(upTo(versions.size())));
  }

  @Test
  void everyReleasedRecordStillStandsInATopic() {
    assertThat(CurrentSchemas.records())
        .containsAll(Release.all().stream().map(Release::record).toList());
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
