package io.framewright.schemas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * One line of {@code released/ids.tsv} and the copy that it names.
 *
 * @param id the schema's id on the wire, for ever
 * @param version from 1, per record
 */
public record Release(int id, String record, int version) {

  private static final String FOLDER = "src/main/resources/framewright/schemas/released/";

  /** All of them, in the order of their ids. */
  public static List<Release> all() {
    return ContractFiles.text(ContractFiles.at(FOLDER + "ids.tsv"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(row -> new Release(Integer.parseInt(row[0]), row[1], Integer.parseInt(row[2])))
        .toList();
  }

  /** The releases of one record, oldest first. */
  public static List<Release> of(String record) {
    return all().stream()
        .filter(release -> release.record.equals(record))
        .sorted(Comparator.comparingInt(Release::version))
        .toList();
  }

  /** Writes the copies that the list names and that are not there yet. */
  static void writeMissing() {
    all().stream()
        .filter(release -> !Files.exists(release.file()))
        .forEach(release ->
            ContractFiles.write(
                release.file(),
                (SchemaFormatter.format("json/pretty", CurrentSchemas.of(release.record)) + "\n")
                    .getBytes(UTF_8)));
  }

  public Schema schema() {
    return new Schema.Parser().parse(ContractFiles.text(file()));
  }

  private Path file() {
    return ContractFiles.at(FOLDER + "%d/%s.avsc".formatted(version, record));
  }
}
