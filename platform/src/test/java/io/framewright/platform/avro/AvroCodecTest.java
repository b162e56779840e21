package io.framewright.platform.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.Metadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

  private static final CancelTask CANCEL =
      CancelTask.newBuilder()
          .setMetadata(
              Metadata.newBuilder()
                  .setEventId(new UUID(1, 2))
                  .setJobId(new UUID(3, 4))
                  .setTenantId("acme")
                  .setOccurredAt(Instant.parse("2026-11-22T10:11:12.345Z"))
                  .build())
          .setTaskId(new UUID(5, 6))
          .setAttempt(2)
          .setRunId(new UUID(7, 8))
          .setReason("superseded")
          .build();

  private final AvroCodec<CancelTask> codec =
      new AvroCodec<>(Topics.CONTROL, new BundledSchemaCatalogue());

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(codec.decode(codec.encode(CANCEL))).isEqualTo(CANCEL);
  }

  @Test
  void theBytesBeginInConfluentsWireFormat() {
    assertThat(Arrays.copyOf(codec.encode(CANCEL), 5)).containsExactly(0, 0, 0, 0, 7);
    assertThat(codec.dataSchema()).isEqualTo("media.task.control.v1-value/1");
  }

  @Test
  void bytesThatAreNoRecordAreUndecodable() {
    byte[] encoded = codec.encode(CANCEL);
    byte[] unknownSchema = encoded.clone();
    unknownSchema[1] = 1;
    byte[] otherRecord = encoded.clone();
    otherRecord[4] = 8;
    for (byte[] bytes :
        new byte[][] {
          {}, {1, 2, 3}, unknownSchema, otherRecord, Arrays.copyOf(encoded, encoded.length - 1)
        }) {
      assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UndecodableRecordException.class);
    }
  }
}
