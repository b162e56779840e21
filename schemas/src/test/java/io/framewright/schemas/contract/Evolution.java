package io.framewright.schemas.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * What a schema must not do to a released one. Stricter than Avro, whose readers skip what they do
 * not know: nothing that was released disappears, so that no reader finds less than it was
 * promised.
 */
final class Evolution {

  private static final String INSTEAD =
      "give it back, mark it deprecated in its doc, or add topic v2";

  private final List<String> faults = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private Evolution() {}

  /** The faults of {@code current}, each saying what to do instead; none if it may be released. */
  static List<String> faults(Schema current, Schema released) {
    Evolution evolution = new Evolution();
    evolution.compare(current.getName(), current, released);
    return evolution.faults.isEmpty() ? avro(current, released) : List.copyOf(evolution.faults);
  }

  private static List<String> avro(Schema current, Schema released) {
    try {
      new SchemaValidatorBuilder()
          .canReadStrategy()
          .validateAll()
          .validate(current, List.of(released));
      return List.of();
    } catch (SchemaValidationException e) {
      return List.of(
          "%s cannot read what was written before: %s"
              .formatted(current.getName(), e.getMessage()));
    }
  }

  private void compare(String place, Schema now, Schema then) {
    if (then.isUnion()) {
      then.getTypes().forEach(branch -> branch(place, now, branch));
    } else if (now.isUnion()) {
      branch(place, now, then);
    } else if (kind(now).equals(kind(then))) {
      within(place, now, then);
    } else {
      faults.add(
          "%s was %s and is %s now: give it its type back and add a field with the new type, or add topic v2"
              .formatted(place, kind(then), kind(now)));
    }
  }

  private void branch(String place, Schema now, Schema then) {
    (now.isUnion() ? now.getTypes() : List.of(now))
        .stream()
            .filter(branch -> kind(branch).equals(kind(then)))
            .findFirst()
            .ifPresentOrElse(
                branch -> within(place, branch, then),
                () ->
                    faults.add(
                        "branch %s was removed from %s: %s".formatted(kind(then), place, INSTEAD)));
  }

  private void within(String place, Schema now, Schema then) {
    switch (then.getType()) {
      case RECORD -> record(now, then);
      case ENUM ->
          then.getEnumSymbols().stream()
              .filter(symbol -> !now.hasEnumSymbol(symbol))
              .forEach(symbol ->
                  faults.add(
                      "symbol %s was removed from %s: %s"
                          .formatted(symbol, then.getName(), INSTEAD)));
      case ARRAY -> compare(place, now.getElementType(), then.getElementType());
      case MAP -> compare(place, now.getValueType(), then.getValueType());
      case UNION, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private void record(Schema now, Schema then) {
    if (!compared.add(then.getFullName())) {
      return;
    }
    for (Schema.Field field : then.getFields()) {
      Schema.Field kept = now.getField(field.name());
      if (kept == null) {
        faults.add(
            "field %s was removed from %s: %s".formatted(field.name(), then.getName(), INSTEAD));
      } else {
        compare(then.getName() + "." + field.name(), kept.schema(), field.schema());
      }
    }
    Set<String> known =
        then.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());
    now.getFields().stream()
        .filter(field -> !known.contains(field.name()) && !field.hasDefaultValue())
        .forEach(field ->
            faults.add(
                "field %s is new in %s and has no default, so no older record can be read: give it a default, for instance `union { null, T } %s = null`"
                    .formatted(field.name(), now.getName(), field.name())));
  }

  /** A type as two schemas must agree on it: full name, or kind and logical type. */
  private static String kind(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> schema.getFullName();
      case FIXED -> "%s(%d)".formatted(schema.getFullName(), schema.getFixedSize());
      case ARRAY, MAP, UNION, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Objects.requireNonNullElse(schema.getProp("logicalType"), schema.getName());
    };
  }
}
