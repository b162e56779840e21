package io.framewright.configuration;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Locale;
import java.util.stream.Collectors;

/** Java types as a person who configures says them, with their unit. */
final class TypeWords {

  private TypeWords() {}

  /** Of a component: its type may be an enum within the record. */
  static String of(ClassTree owner, VariableTree component) {
    return owner.getMembers().stream()
        .filter(member -> member.getKind() == Tree.Kind.ENUM)
        .map(member -> (ClassTree) member)
        .filter(type -> type.getSimpleName().contentEquals(component.getType().toString()))
        .map(TypeWords::constants)
        .findFirst()
        .orElseGet(() -> of(component));
  }

  static String of(VariableTree variable) {
    String type = variable.getType().toString().replace("@Nullable ", "");
    return switch (type) {
      case "String" -> "text";
      case "boolean" -> "`true` or `false`";
      case "Duration" -> "duration, such as `90s`, `5m`, `2h`";
      case "Path" -> "path";
      case "Map<String, String>" -> "names and texts";
      case "int", "long" -> number(variable.getName().toString());
      default -> throw new IllegalArgumentException("no word for the type %s yet".formatted(type));
    };
  }

  private static String number(String name) {
    if (name.endsWith("Bytes")) {
      return "bytes";
    }
    return name.startsWith("megapixels") ? "megapixels" : "number";
  }

  private static String constants(ClassTree type) {
    return type.getMembers().stream()
        .filter(member ->
            member instanceof VariableTree constant
                && constant.getInitializer() instanceof NewClassTree)
        .map(member -> ((VariableTree) member).getName().toString())
        .map(name -> "`%s`".formatted(name.toLowerCase(Locale.ROOT).replace('_', '-')))
        .collect(Collectors.joining(" or "));
  }
}
