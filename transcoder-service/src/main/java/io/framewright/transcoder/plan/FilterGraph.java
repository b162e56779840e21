package io.framewright.transcoder.plan;

import java.util.ArrayList;
import java.util.List;

/** ffmpeg's filter graph as text, chain by chain. */
final class FilterGraph {

  static final String NO_PICTURE_FILTER = "null";
  static final String NO_SOUND_FILTER = "anull";

  private final List<String> chains = new ArrayList<>();
  private int labels;

  /** Ends a strand of pictures in a new label. */
  String pictures(Strand strand) {
    return end(strand.chain(NO_PICTURE_FILTER));
  }

  /** Ends a strand of sound in a new label. */
  String sound(Strand strand) {
    return end(strand.chain(NO_SOUND_FILTER));
  }

  /** Joins labels by a filter that has one output, in a new strand. */
  Strand join(List<String> labels, String filter) {
    return new Strand(end(inputs(labels) + filter));
  }

  /** Joins labels by a filter that has two outputs, pictures first. */
  List<Strand> joinBoth(List<String> labels, String filter) {
    String pictures = next();
    String sound = next();
    chains.add("%s%s[%s][%s]".formatted(inputs(labels), filter, pictures, sound));
    return List.of(new Strand(pictures), new Strand(sound));
  }

  /** A source of its own making, in a new strand. */
  Strand source(String filter) {
    return new Strand(end(filter));
  }

  /** A chain in full. */
  void add(String chain) {
    chains.add(chain);
  }

  private String end(String chain) {
    String label = next();
    chains.add("%s[%s]".formatted(chain, label));
    return label;
  }

  private String next() {
    return "s" + labels++;
  }

  private static String inputs(List<String> labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach(label -> text.append('[').append(label).append(']'));
    return text.toString();
  }

  boolean isEmpty() {
    return chains.isEmpty();
  }

  String text() {
    return String.join(";", chains);
  }

  /** A value within a filter's options, whatever it holds (ffmpeg-filters, "Notes on escaping"). */
  static String quoted(String value) {
    String option = value.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\:");
    StringBuilder graph = new StringBuilder();
    for (int i = 0; i < option.length(); i++) {
      char letter = option.charAt(i);
      if ("\\'[],;".indexOf(letter) >= 0) {
        graph.append('\\');
      }
      graph.append(letter);
    }
    return graph.toString();
  }
}
