package io.framewright.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Finds settings records and {@code @Value} parameters in one file. */
final class SettingsInJava extends TreePathScanner<Void, Void> {

  private static final Pattern VALUE =
      Pattern.compile("\\$\\{(framewright[a-z0-9.-]+)(:([^}]*))?}");

  private final Sources.Parsed file;
  private final List<Setting> found = new ArrayList<>();

  private SettingsInJava(Sources.Parsed file) {
    this.file = file;
  }

  static List<Setting> in(Sources.Parsed file) {
    SettingsInJava scanner = new SettingsInJava(file);
    scanner.scan(file.unit(), null);
    return scanner.found;
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    prefix(type).ifPresent(prefix -> components(type, prefix));
    return super.visitClass(type, null);
  }

  private static Optional<String> prefix(ClassTree type) {
    return argument(type.getModifiers().getAnnotations(), "ConfigurationProperties", "value")
        .or(() ->
            argument(type.getModifiers().getAnnotations(), "EachProperty", "value")
                .map(list -> list + "[n]"));
  }

  private void components(ClassTree type, String prefix) {
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree component
          && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
        String name = component.getName().toString();
        found.add(
            new Setting(
                prefix + "." + kebab(name),
                TypeWords.of(type, component),
                argument(component.getModifiers().getAnnotations(), "Bindable", "defaultValue")
                    .orElse(null),
                Prose.parameter(file.docs().getDocCommentTree(getCurrentPath()), name).orElse(""),
                className(getCurrentPath())));
      }
    }
  }

  @Override
  public Void visitVariable(VariableTree variable, Void nothing) {
    argument(variable.getModifiers().getAnnotations(), "Value", "value")
        .map(VALUE::matcher)
        .filter(Matcher::matches)
        .ifPresent(value ->
            found.add(
                new Setting(
                    value.group(1),
                    TypeWords.of(variable),
                    value.group(3),
                    meaning(variable.getName().toString()),
                    className(getCurrentPath()))));
    return super.visitVariable(variable, null);
  }

  /** What the method says of its parameter, else what the class says of itself. */
  private String meaning(String parameter) {
    TreePath path = getCurrentPath();
    Optional<String> meaning = Optional.empty();
    for (; path != null && meaning.isEmpty(); path = path.getParentPath()) {
      if (path.getLeaf() instanceof MethodTree) {
        meaning = Prose.parameter(file.docs().getDocCommentTree(path), parameter);
      } else if (path.getLeaf() instanceof ClassTree) {
        meaning = Prose.firstSentence(file.docs().getDocCommentTree(path));
      }
    }
    return meaning.orElse("");
  }

  private String className(TreePath path) {
    List<String> names = new ArrayList<>();
    for (TreePath each = path; each != null; each = each.getParentPath()) {
      if (each.getLeaf() instanceof ClassTree type) {
        names.addFirst(type.getSimpleName().toString());
      }
    }
    return file.unit().getPackageName() + "." + String.join("$", names);
  }

  private static Optional<String> argument(
      List<? extends AnnotationTree> annotations, String annotation, String name) {
    return annotations.stream()
        .filter(each -> each.getAnnotationType().toString().equals(annotation))
        .flatMap(each -> each.getArguments().stream())
        .flatMap(argument -> valueOf(argument, name).stream())
        .findFirst();
  }

  /** An argument without a name is the one called value. */
  private static Optional<String> valueOf(ExpressionTree argument, String name) {
    if (argument instanceof AssignmentTree named) {
      return named.getVariable().toString().equals(name)
          ? Optional.of(literal(named.getExpression()))
          : Optional.empty();
    }
    return name.equals("value") ? Optional.of(literal(argument)) : Optional.empty();
  }

  private static String literal(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s is no string literal: write the key or default out".formatted(expression));
  }

  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
