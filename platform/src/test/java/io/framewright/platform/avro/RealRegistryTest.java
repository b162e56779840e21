package io.framewright.platform.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.WorkerStatus;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registry client against a registry that we did not write. */
class RealRegistryTest {

  private static final String STATUS = Topics.WORKER_STATUS.subject();

  private static Apicurio apicurio;

  @BeforeAll
  static void start() {
    apicurio = Apicurio.start();
  }

  @AfterAll
  static void stop() {
    apicurio.close();
  }

  @Test
  void everySchemaIsRegisteredAndFoundByItsId() {
    var writer = registry();
    var reader = registry();
    for (Topic<?> topic : Topics.all()) {
      Schema schema = SpecificData.get().getSchema(topic.record());
      var registered = writer.register(topic.subject(), schema);
      assertThat(registered.version()).isEqualTo(1);
      assertThat(reader.byId(registered.id())).isEqualTo(schema);
      assertThat(reader.register(topic.subject(), schema)).isEqualTo(registered);
    }
  }

  @Test
  void aRecordThatOneProcessWritesIsReadByAnother() {
    WorkerStatus status =
        WorkerStatus.newBuilder()
            .setWorkerId("image-1")
            .setPool("image")
            .setSlots(2)
            .setBusy(1)
            .setState("ready")
            .setEngine("libvips 8.18.7")
            .setCapabilities("{}")
            .setOccurredAt(Instant.parse("2026-11-22T10:11:12.345Z"))
            .build();
    byte[] bytes = new AvroCodec<>(Topics.WORKER_STATUS, registry()).encode(status);
    assertThat(new AvroCodec<>(Topics.WORKER_STATUS, registry()).decode(bytes)).isEqualTo(status);
  }

  @Test
  void anUnknownIdMakesARecordUndecodable() {
    assertThatThrownBy(() -> registry().byId(1_000_000))
        .isInstanceOf(UndecodableRecordException.class);
  }

  @Test
  void aSchemaThatCannotReadTheOldOnesIsRefused() {
    registry().register(STATUS, WorkerStatus.getClassSchema());
    Schema other =
        new Schema.Parser()
            .parse(
                WorkerStatus.getClassSchema()
                    .toString()
                    .replace(
                        "\"name\":\"slots\",\"type\":\"int\"",
                        "\"name\":\"places\",\"type\":\"int\""));
    assertThat(other).isNotEqualTo(WorkerStatus.getClassSchema());
    assertThatThrownBy(() -> registry().register(STATUS, other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("409");
  }

  private static ConfluentSchemaRegistry registry() {
    return new ConfluentSchemaRegistry(apicurio.base());
  }
}
