package io.framewright.worker.run;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that sends progress for all runs of this process. It wakes only while runs live.
 */
public final class Heartbeats implements AutoCloseable {

  private final RunReports reports;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("worker-heartbeat").daemon().factory());

  public Heartbeats(RunReports reports) {
    this.reports = reports;
  }

  /** Begins to send for one run, until the heartbeat is stopped. */
  Heartbeat begin(RunIdentity run) {
    Heartbeat heartbeat = new Heartbeat(run, reports);
    long period = Heartbeat.SHORTEST.toMillis();
    Future<?> ticks =
        ticker.scheduleAtFixedRate(
            () -> heartbeat.tick(System.nanoTime()), period, period, TimeUnit.MILLISECONDS);
    heartbeat.stopping(() -> ticks.cancel(false));
    return heartbeat;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
