package io.framewright.configuration;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Javadoc as Markdown. */
final class Prose {

  private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^}]*)}");

  private Prose() {}

  /** What the comment says of a parameter. */
  static Optional<String> parameter(@Nullable DocCommentTree comment, String name) {
    return comment == null
        ? Optional.empty()
        : comment.getBlockTags().stream()
            .filter(
                tag -> tag instanceof ParamTree param && param.getName().toString().equals(name))
            .map(tag -> markdown(((ParamTree) tag).getDescription()))
            .findFirst();
  }

  static Optional<String> firstSentence(@Nullable DocCommentTree comment) {
    return comment == null
        ? Optional.empty()
        : Optional.of(markdown(comment.getFirstSentence())).filter(text -> !text.isBlank());
  }

  private static String markdown(List<? extends DocTree> parts) {
    String text = parts.stream().map(DocTree::toString).collect(Collectors.joining());
    return INLINE.matcher(text).replaceAll("`$1`").replaceAll("\\s+", " ").strip();
  }
}
