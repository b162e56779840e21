package io.framewright.worker.run;

import io.framewright.platform.ids.RunId;
import io.framewright.schemas.avro.TaskSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that live in this process, each on a thread of its own. */
public final class Runs {

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  /** Names the thread of a run, and finds it again in a fatal error log. */
  static final String THREAD_PREFIX = "run-";

  private final RunTools tools;
  private final Map<RunId, Run> live = new ConcurrentHashMap<>();

  public Runs(RunTools tools) {
    this.tools = tools;
  }

  /**
   * Starts a run whose start is on the log.
   *
   * @param ended is called when it has reported its end
   */
  public void start(RunIdentity identity, TaskSpec spec, Runnable ended) {
    tools.marks().write(identity, false);
    Run run = new Run(identity, spec, tools);
    live.put(identity.run(), run);
    var _ =
        // a platform thread: engines called in-process would hold a virtual thread's carrier
        Thread.ofPlatform()
            .name(THREAD_PREFIX + identity.run())
            .daemon()
            .start(() -> {
              try {
                run.execute();
              } finally {
                forget(identity.run());
                ended.run();
              }
            });
  }

  private void forget(RunId run) {
    live.remove(run);
    synchronized (live) {
      live.notifyAll();
    }
  }

  /** Cancels the run if it is one of ours. */
  public void cancel(RunId id, String reason) {
    Run run = live.get(id);
    if (run != null) {
      LOG.atInfo().addKeyValue("run", id).addKeyValue("reason", reason).log("run is cancelled");
      run.stop(new Ending.Cancelled(reason));
    }
  }

  /** Gives all tasks back that are still being worked on. */
  public void releaseAll(String reason) {
    live.values().forEach(run -> run.stop(new Ending.Released(reason)));
  }

  /**
   * Says of the runs that do not end, whatever they are told, that their tasks are given back; for
   * a process about to end.
   */
  public void disownAll(String reason) {
    live.values()
        .forEach(run -> {
          LOG.atWarn().addKeyValue("run", run.identity().run()).log("run does not end; disowned");
          var _ = tools.reports().released(run.identity(), reason);
        });
  }

  public int count() {
    return live.size();
  }

  /** Waits until no run lives, at most {@code patience}; tells whether none does. */
  public boolean awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (live) {
      while (!live.isEmpty()) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        live.wait(left);
      }
    }
    return true;
  }
}
