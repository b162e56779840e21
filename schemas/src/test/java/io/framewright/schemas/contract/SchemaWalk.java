package io.framewright.schemas.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Visits a schema and every named type within it, each once. */
public final class SchemaWalk {

  private final Set<String> seen = new HashSet<>();
  private final Consumer<Schema> visitor;

  private SchemaWalk(Consumer<Schema> visitor) {
    this.visitor = visitor;
  }

  /** Calls {@code visitor} with each record and enum, outer ones first. */
  public static void named(Schema root, Consumer<Schema> visitor) {
    new SchemaWalk(visitor).visit(root);
  }

  /** What has no words: {@code Record}, {@code Record.field} or {@code Enum}. */
  static List<String> undocumented(Schema root) {
    Stream.Builder<String> missing = Stream.builder();
    named(
        root,
        type -> {
          if (isBlank(type.getDoc())) {
            missing.add(type.getName());
          }
          if (type.getType() == Schema.Type.RECORD) {
            type.getFields().stream()
                .filter(field -> isBlank(field.doc()))
                .forEach(field -> missing.add("%s.%s".formatted(type.getName(), field.name())));
          }
        });
    return missing.build().toList();
  }

  private static boolean isBlank(@Nullable String doc) {
    return doc == null || doc.isBlank();
  }

  private void visit(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          visitor.accept(schema);
          schema.getFields().forEach(field -> visit(field.schema()));
        }
      }
      case ENUM -> {
        if (seen.add(schema.getFullName())) {
          visitor.accept(schema);
        }
      }
      case ARRAY -> visit(schema.getElementType());
      case MAP -> visit(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::visit);
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }
}
