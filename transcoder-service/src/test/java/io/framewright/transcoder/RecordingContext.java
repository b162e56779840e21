package io.framewright.transcoder;

import io.framewright.schemas.avro.Stage;
import io.framewright.worker.TaskContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A context that remembers what it is told and can be cancelled. */
final class RecordingContext implements TaskContext {

  record Report(Stage stage, double percent) {}

  final List<Report> reports = Collections.synchronizedList(new ArrayList<>());
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  @Override
  public void progress(Stage stage, double percent, Speed speed) {
    reports.add(new Report(stage, percent));
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      actions.add(action);
      if (!cancelled) {
        return;
      }
    }
    action.run();
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelled;
  }

  @Override
  public void log(String line) {
    lines.add(line);
  }

  void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(actions);
    }
    now.forEach(Runnable::run);
  }

  boolean works() {
    return reports.stream()
        .anyMatch(report -> report.stage() == Stage.PROCESSING && report.percent() > 0);
  }
}
