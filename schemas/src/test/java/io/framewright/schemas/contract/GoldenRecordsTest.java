package io.framewright.schemas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.schemas.avro.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that were written with each released schema, read with the schema of today. The files are
 * never written again: they stand for records that lie in somebody's log.
 */
class GoldenRecordsTest {

  private static final String FOLDER = "src/test/resources/golden/";
  private static final int PREFIX = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One record of a release: {@code golden/1/JobEvent.JobAccepted.bin} and {@code .json}. */
  record Golden(Release release, String branch) {

    Path file(String ending) {
      String name =
          branch.equals(release.record()) ? branch : "%s.%s".formatted(release.record(), branch);
      return ContractFiles.at(FOLDER + "%d/%s.%s".formatted(release.version(), name, ending));
    }
  }

  @BeforeAll
  static void write() throws IOException {
    trustOurRecords();
    if (ContractFiles.writing()) {
      Release.writeMissing();
      for (Golden golden : goldens()) {
        if (!Files.exists(golden.file("bin"))) {
          ContractFiles.write(golden.file("bin"), encoded(golden));
          ContractFiles.write(
              golden.file("json"),
              (decoded(golden).json().toPrettyString() + "\n").getBytes(UTF_8));
        }
      }
    }
  }

  private static void trustOurRecords() {
    String ours = Metadata.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(ours)));
  }

  static List<Golden> goldens() {
    return Release.all().stream()
        .flatMap(release ->
            SampleRecord.branches(release.schema()).stream()
                .map(branch -> new Golden(release, branch)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void bytesOfThenAreReadWithTheSchemaOfToday(Golden golden) throws IOException {
    byte[] bytes = ContractFiles.bytes(golden.file("bin"));
    assertThat(bytes).startsWith(prefix(golden.release()));

    Decoded decoded = decoded(golden);

    assertThat(decoded.branch()).isEqualTo(golden.branch());
    JsonNode expected = JSON.readTree(ContractFiles.bytes(golden.file("json")));
    assertThat(difference("", expected, decoded.json()).toList())
        .as("what %s says otherwise than its .json", golden.file("bin").getFileName())
        .isEmpty();
  }

  @Test
  void everyFileBelongsToARelease() throws IOException {
    List<Path> expected =
        goldens().stream()
            .flatMap(golden -> Stream.of(golden.file("bin"), golden.file("json")))
            .toList();
    try (Stream<Path> files = Files.walk(ContractFiles.at(FOLDER))) {
      assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** What of the expected is not there. A schema may gain fields: what is there beside is well. */
  private static Stream<String> difference(String place, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      return expected.properties().stream()
          .flatMap(field ->
              difference(
                  place + "/" + field.getKey(), field.getValue(), actual.path(field.getKey())));
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      return IntStream.range(0, expected.size())
          .boxed()
          .flatMap(i -> difference(place + "/" + i, expected.get(i), actual.get(i)));
    }
    return expected.equals(actual)
        ? Stream.empty()
        : Stream.of("%s: %s, not %s".formatted(place, actual, expected));
  }

  private record Decoded(String branch, JsonNode json) {}

  private static Decoded decoded(Golden golden) throws IOException {
    byte[] bytes = ContractFiles.bytes(golden.file("bin"));
    Schema current = CurrentSchemas.of(golden.release().record());
    SpecificRecord record =
        new SpecificDatumReader<SpecificRecord>(golden.release().schema(), current)
            .read(
                null,
                DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
    Schema.Field payload = current.getField("payload");
    SpecificRecord said = payload == null ? record : (SpecificRecord) record.get(payload.pos());
    return new Decoded(said.getSchema().getName(), JSON.readTree(record.toString()));
  }

  private static byte[] encoded(Golden golden) throws IOException {
    Schema schema = golden.release().schema();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix(golden.release()));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema)
        .write(SampleRecord.of(schema, golden.branch()), encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Confluent's wire format: a zero byte and the schema id, big-endian. */
  private static byte[] prefix(Release release) {
    return ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(release.id()).array();
  }
}
