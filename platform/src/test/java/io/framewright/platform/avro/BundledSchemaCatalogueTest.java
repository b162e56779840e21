package io.framewright.platform.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.avro.BundledSchemaCatalogue.Release;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledSchemaCatalogueTest {

  private final BundledSchemaCatalogue catalogue = new BundledSchemaCatalogue();

  static List<Topic<?>> topics() {
    return Topics.all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void whatIsWrittenIsTheNewestRelease(Topic<?> topic) {
    Schema current = SpecificData.get().getSchema(topic.record());
    Release newest = catalogue.releases(topic.record().getSimpleName()).getLast();
    assertThat(catalogue.register(topic.subject(), current))
        .isEqualTo(new SchemaCatalogue.Registered(newest.id(), newest.version()));
    assertThat(SchemaNormalization.toParsingForm(catalogue.byId(newest.id())))
        .isEqualTo(SchemaNormalization.toParsingForm(current));
  }

  @Test
  void aSchemaThatWasNotReleasedCannotBeWritten() {
    Schema trial =
        new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Trial\", \"fields\": []}");
    assertThatThrownBy(() -> catalogue.register("trial-value", trial))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CONTRIBUTING.md");
    assertThat(catalogue.releases("Trial")).isEmpty();
  }

  @Test
  void anUnknownIdMakesARecordUndecodable() {
    assertThatThrownBy(() -> catalogue.byId(999)).isInstanceOf(UndecodableRecordException.class);
  }
}
