package io.framewright.transcoder.plan;

import java.util.List;
import java.util.stream.Stream;

/** Command lines in parts. */
final class Arguments {

  private Arguments() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // the parts are read only
  static List<String> of(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }
}
