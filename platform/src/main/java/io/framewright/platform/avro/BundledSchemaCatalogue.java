package io.framewright.platform.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The released schemas that are packed with every service, under ids that never change ({@code
 * released/ids.tsv}, append only). Every process knows the same ids without asking anybody.
 */
public final class BundledSchemaCatalogue implements SchemaCatalogue {

  private static final String ROOT = "/framewright/schemas/released/";

  private final Map<Integer, Schema> schemas = new HashMap<>();
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
    schemas.put(id, schema);
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
    Schema schema = schemas.get(id);
    if (schema == null) {
      throw new UndecodableRecordException("no released schema has the id %d".formatted(id));
    }
    return schema;
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
