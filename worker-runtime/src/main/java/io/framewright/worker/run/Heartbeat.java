package io.framewright.worker.run;

import io.framewright.schemas.avro.Stage;
import io.framewright.worker.TaskContext.Speed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of one run, which is also its heartbeat: sent when it changed, at most four times a
 * second, and repeated when it did not. It never goes back.
 */
final class Heartbeat {

  /** Least time between two sends. */
  static final Duration SHORTEST = Duration.ofMillis(250);

  /** Most time between two sends; the lease needs one every 5 s. */
  static final Duration LONGEST = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final RunIdentity run;
  private final RunReports reports;
  private Progress latest = Progress.NONE;
  private boolean changed = true;
  private boolean stopped;
  private long lastSent = System.nanoTime();
  private Runnable onStop = () -> {};

  Heartbeat(RunIdentity run, RunReports reports) {
    this.run = run;
    this.reports = reports;
  }

  synchronized void stopping(Runnable action) {
    onStop = action;
  }

  synchronized void update(Stage stage, double percentOfStage, Speed speed) {
    latest = Progress.within(stage, percentOfStage, speed).notBefore(latest);
    changed = true;
  }

  /**
   * @param now by {@link System#nanoTime}
   */
  synchronized void tick(long now) {
    long waited = now - lastSent;
    if (stopped || waited < (changed ? 0 : LONGEST.toNanos())) {
      return;
    }
    lastSent = now;
    changed = false;
    var _ = reports.progress(run, latest).whenComplete((_, failure) -> logFailure(failure));
  }

  private void logFailure(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.atWarn()
          .addKeyValue("run", run.run())
          .addKeyValue("reason", failure.getMessage())
          .log("a heartbeat was not written");
    }
  }

  /** Nothing is sent any more once this returns. */
  synchronized void stop() {
    stopped = true;
    onStop.run();
  }
}
