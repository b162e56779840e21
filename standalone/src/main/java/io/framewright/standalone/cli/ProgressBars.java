package io.framewright.standalone.cli;

import io.framewright.standalone.client.Progress;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One line per job. On a terminal the lines are drawn over and over; elsewhere a line is printed
 * when a job's stage changes and at every quarter.
 */
final class ProgressBars {

  private static final int CELLS = 28;

  private final PrintStream out;
  private final boolean live;
  private final Map<String, State> states = new LinkedHashMap<>();
  private int drawn;

  private record State(double percent, String stage) {

    boolean isNewsAfter(State before) {
      return !stage.equals(before.stage) || (int) percent / 25 > (int) before.percent / 25;
    }
  }

  ProgressBars(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  static ProgressBars onStandardOutput() {
    return new ProgressBars(System.out, Terminal.isOutput());
  }

  synchronized void add(String title) {
    states.put(title, new State(0, "queued"));
    draw();
  }

  synchronized void update(String title, Progress progress) {
    switch (progress.kind()) {
      case "complete" -> show(title, new State(100, "completed"));
      case "error" -> show(title, new State(percentOf(title), "failed"));
      case "cancelled" -> show(title, new State(percentOf(title), "cancelled"));
      default -> show(title, new State(progress.percent(), progress.stage()));
    }
  }

  /** The job has ended with this status. */
  synchronized void end(String title, String status) {
    show(title, new State(status.equals("completed") ? 100 : percentOf(title), status));
  }

  private double percentOf(String title) {
    State state = states.get(title);
    return state == null ? 0 : state.percent;
  }

  private void show(String title, State state) {
    State before = states.put(title, state);
    if (live) {
      draw();
    } else if (before == null || state.isNewsAfter(before)) {
      out.println(line(title, state));
    }
  }

  private void draw() {
    if (!live) {
      return;
    }
    StringBuilder frame = new StringBuilder();
    if (drawn > 0) {
      frame.append("\033[").append(drawn).append('A');
    }
    states.forEach(
        (title, state) -> frame.append("\033[2K").append(line(title, state)).append('\n'));
    drawn = states.size();
    out.print(frame);
    out.flush();
  }

  private String line(String title, State state) {
    int width = states.keySet().stream().mapToInt(String::length).max().orElse(0);
    int full = (int) Math.round(Math.clamp(state.percent, 0, 100) / 100 * CELLS);
    return String.format(
        Locale.ROOT,
        "%s  %s%s %3.0f %%  %s",
        title + " ".repeat(width - title.length()),
        "█".repeat(full),
        "░".repeat(CELLS - full),
        state.percent,
        state.stage);
  }
}
