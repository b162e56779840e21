package io.framewright.transcoder.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What ffmpeg says: passed on up to a limit, its last lines and its markers kept. Bounded, whatever
 * ffmpeg says.
 */
public final class RunLog implements Consumer<String> {

  private static final int TAIL = 50;
  private static final int PASSED_ON = 2_000;

  private final Consumer<String> sink;
  private final Deque<String> tail = new ArrayDeque<>(TAIL);
  private final Map<Marker, Integer> markers = new EnumMap<>(Marker.class);
  private long lines;

  public RunLog(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(String line) {
    long seen = remember(line);
    if (seen <= PASSED_ON) {
      sink.accept(line);
    } else if (seen == PASSED_ON + 1) {
      sink.accept("[further lines are left out]");
    }
  }

  private synchronized long remember(String line) {
    if (tail.size() == TAIL) {
      tail.removeFirst();
    }
    tail.addLast(line);
    for (Marker marker : Marker.values()) {
      if (marker.isIn(line)) {
        markers.merge(marker, 1, Integer::sum);
      }
    }
    return ++lines;
  }

  public synchronized boolean has(Marker marker) {
    return markers.containsKey(marker);
  }

  /** How many lines carry the marker. */
  public synchronized int count(Marker marker) {
    return markers.getOrDefault(marker, 0);
  }

  public synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  /** The last line that tells of an error, or simply the last. */
  public synchronized String lastWord() {
    return tail.reversed().stream()
        .filter(line -> line.contains("[error]") || line.contains("[fatal]"))
        .findFirst()
        .or(() -> tail.reversed().stream().findFirst())
        .orElse("it said nothing");
  }
}
