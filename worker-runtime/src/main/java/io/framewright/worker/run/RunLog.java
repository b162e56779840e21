package io.framewright.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last lines that a run logged: at most 10,000, and at most 1 MB. Safe for use by many threads.
 */
final class RunLog {

  private static final int MAX_LINES = 10_000;
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_LINE = 8_192;

  private final Deque<String> lines = new ArrayDeque<>();
  private int characters;
  private long dropped;
  private long added;

  synchronized void add(String line) {
    String kept = line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + " …";
    lines.addLast(kept);
    added++;
    characters += kept.length() + 1;
    while (lines.size() > MAX_LINES || characters > MAX_CHARACTERS) {
      characters -= lines.removeFirst().length() + 1;
      dropped++;
    }
  }

  /** How many lines were ever added; it tells whether there is news. */
  synchronized long added() {
    return added;
  }

  synchronized boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The lines as UTF-8 text, led by a note of how many are missing. */
  synchronized byte[] content() {
    StringBuilder text = new StringBuilder(characters + 64);
    if (dropped > 0) {
      text.append("… %d earlier lines are not kept%n".formatted(dropped));
    }
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(UTF_8);
  }
}
