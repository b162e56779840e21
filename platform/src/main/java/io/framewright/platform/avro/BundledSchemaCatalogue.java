package io.framewright.platform.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The released schemas that are packed with every service, under ids that never change ({@code
 * released/ids.tsv}, append only). Every process knows the same ids without asking anybody.
 */
public final class BundledSchemaCatalogue implements SchemaCatalogue {

  private static final String ROOT = "/framewright/schemas/released/";

  /**
   * One released schema.
   *
   * @param id on the wire, for ever
   * @param record name of the Avro record
   * @param version from 1, per record
   */
  public record Release(int id, String record, int version, Schema schema) {}

  private final Map<Integer, Release> releases = new TreeMap<>();
  private final Map<String, Registered> byFingerprint = new HashMap<>();
  private final Map<Schema, Registered> known = new ConcurrentHashMap<>();

  public BundledSchemaCatalogue() {
    read("ids.tsv")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(row -> add(Integer.parseInt(row[0]), row[1], Integer.parseInt(row[2])));
  }

  private void add(int id, String record, int version) {
    Schema schema = new Schema.Parser().parse(read("%d/%s.avsc".formatted(version, record)));
    releases.put(id, new Release(id, record, version, schema));
    byFingerprint.put(SchemaNormalization.toParsingForm(schema), new Registered(id, version));
  }

  @Override
  public Registered register(String subject, Schema schema) {
    return known.computeIfAbsent(schema, this::find);
  }

  private Registered find(Schema schema) {
    Registered registered = byFingerprint.get(SchemaNormalization.toParsingForm(schema));
    if (registered == null) {
      throw new IllegalStateException(
          "schema %s as it is now was never released: see 'Changing a schema' in CONTRIBUTING.md"
              .formatted(schema.getFullName()));
    }
    return registered;
  }

  @Override
  public Schema byId(int id) {
    return release(id)
        .orElseThrow(
            () -> new UndecodableRecordException("no released schema has the id %d".formatted(id)))
        .schema();
  }

  public Optional<Release> release(int id) {
    return Optional.ofNullable(releases.get(id));
  }

  /** The releases of one record, oldest first; none if there is no such record. */
  public List<Release> releases(String record) {
    return releases.values().stream()
        .filter(release -> release.record().equals(record))
        .sorted(Comparator.comparingInt(Release::version))
        .toList();
  }

  private static String read(String name) {
    try (InputStream in = BundledSchemaCatalogue.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("%s%s is not on the class path".formatted(ROOT, name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s%s".formatted(ROOT, name), e);
    }
  }
}
