package io.framewright.transcoder.plan;

import java.util.ArrayList;
import java.util.List;

/** Filters one behind the other, from a stream or from another filter's output. */
final class Strand {

  private final String from;
  private final List<String> filters = new ArrayList<>();

  /**
   * @param from a stream ({@code 0:1}) or a label
   */
  Strand(String from) {
    this.from = from;
  }

  Strand then(String filter) {
    filters.add(filter);
    return this;
  }

  boolean isBare() {
    return filters.isEmpty();
  }

  String from() {
    return from;
  }

  /** {@code [0:0]scale=…,setsar=1}; the filter {@code null} passes what needs no filter. */
  String chain(String nothing) {
    return "[%s]%s".formatted(from, filters.isEmpty() ? nothing : String.join(",", filters));
  }
}
