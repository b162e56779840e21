package io.framewright.worker.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.telemetry.Traces;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.worker.TaskContext;
import io.framewright.worker.scratch.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One run, from the accepted offer to its last report. Whoever stops it first, by cancel or by
 * release, decides how it ends; from then on it publishes nothing but that.
 */
final class Run implements TaskContext {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** Each try lasts up to 30 s when the brokers are away, so this is about ten minutes. */
  private static final int REPORT_TRIES = 20;

  private final RunIdentity identity;
  private final TaskSpec spec;
  private final RunTools tools;
  private final Heartbeat heartbeat;
  private final RunLog log = new RunLog();

  private final List<Runnable> cancelActions = new ArrayList<>();
  private @Nullable Ending stop;
  private @Nullable Thread thread;
  private boolean working = true;

  Run(RunIdentity identity, TaskSpec spec, RunTools tools) {
    this.identity = identity;
    this.spec = spec;
    this.tools = tools;
    this.heartbeat = tools.heartbeats().begin(identity);
  }

  RunIdentity identity() {
    return identity;
  }

  /** Does the run on the calling thread. Never throws. */
  void execute() {
    String operation = spec.getOperation().getName();
    long begin = System.nanoTime();
    Ending ending;
    try (Traces.Step step = tools.telemetry().run(identity, operation)) {
      describeInLog(step);
      LOG.atInfo().addKeyValue("operation", operation).log("run started");
      ending = doWork(step.traceparent().orElse(null));
      heartbeat.stop();
      report(ending);
      if (ending instanceof Ending.Failed(Failure failure)) {
        step.failed(failure.getCode());
      }
    }
    tools.marks().remove(identity.run());
    tools.telemetry().ended(operation, ending, Duration.ofNanos(System.nanoTime() - begin));
    LOG.atInfo().addKeyValue("ending", ending.getClass().getSimpleName()).log("run ended");
  }

  private void describeInLog(Traces.Step step) {
    step.traceId().ifPresent(trace -> MDC.put("trace", trace));
    MDC.put("tenant", identity.tenant().value());
    MDC.put("job", identity.job().toString());
    MDC.put("task", identity.task().toString());
    MDC.put("run", identity.run().toString());
  }

  private Ending doWork(@Nullable String traceparent) {
    LiveLog live = LiveLog.begin(log, tools.store(), logKey(), LiveLog.PAUSE);
    try (RunDirectory directory = tools.scratch().directory(identity.run())) {
      OutputUploader uploader = new OutputUploader(tools.store(), identity, directory.work());
      Ending ending = settle(attempt(directory, uploader, traceparent));
      if (!(ending instanceof Ending.Completed)) {
        uploader.discard();
      }
      if (!(ending instanceof Ending.Cancelled)) { // a cancel is not to wait for the store
        live.finish();
      }
      return ending;
    } catch (IOException e) {
      tools.guard().rest();
      return settle(
          Ending.failed(
              FailureKind.RESOURCE,
              ErrorCode.INSUFFICIENT_RESOURCES,
              "the worker cannot make a scratch directory: %s".formatted(e.getMessage())));
    } finally {
      live.stop();
    }
  }

  private String logKey() {
    return ObjectKeys.log(identity.job(), identity.task(), identity.attempt(), identity.run());
  }

  private Ending attempt(
      RunDirectory directory, OutputUploader uploader, @Nullable String traceparent) {
    try {
      enter();
      return new Work(identity, spec, tools, this, traceparent).perform(directory, uploader);
    } catch (InterruptedException e) {
      return new Ending.Released("the run was interrupted");
    } catch (Throwable e) { // whatever a handler throws must end in a report, or the slot is lost
      if (!cancelled()) {
        LOG.atWarn().setCause(e).log("the handler threw");
      }
      return Ending.of(e);
    }
  }

  private synchronized void enter() throws InterruptedException {
    thread = Thread.currentThread();
    if (stop != null) {
      throw new InterruptedException("stopped before it began");
    }
  }

  /** From here on a stop comes too late, and no interrupt reaches the reporting. */
  private synchronized Ending settle(Ending seen) {
    working = false;
    var _ = Thread.interrupted();
    return stop == null ? seen : stop;
  }

  /** Ends the run as told, soon. Nothing happens if it is ending already. */
  void stop(Ending how) {
    List<Runnable> actions;
    synchronized (this) {
      if (!working || stop != null) {
        return;
      }
      stop = how;
      actions = List.copyOf(cancelActions);
    }
    heartbeat.stop();
    var _ =
        Thread.ofVirtual()
            .name("stop-" + identity.run())
            .start(() -> {
              actions.forEach(this::act);
              interrupt();
            });
  }

  private void act(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("run", identity.run())
          .setCause(e)
          .log("an action on cancel failed; the run is interrupted all the same");
    }
  }

  private synchronized void interrupt() {
    if (working && thread != null) {
      thread.interrupt();
    }
  }

  private void report(Ending ending) {
    for (int i = 1; i <= REPORT_TRIES; i++) {
      try {
        var _ = tools.reports().send(identity, ending.payload()).join();
        return;
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          reportUnreportable(ending, e);
          return;
        }
        LOG.atWarn().addKeyValue("try", i).setCause(e).log("the brokers did not take a report");
      }
    }
    LOG.atError().log("a run's end could not be reported; its lease runs out");
  }

  private void reportUnreportable(Ending ending, CompletionException refusal) {
    LOG.atError()
        .addKeyValue("ending", ending.getClass().getSimpleName())
        .setCause(refusal)
        .log("the brokers refused a report");
    if (ending instanceof Ending.Completed) {
      report(
          Ending.failed(
              FailureKind.TRANSIENT,
              ErrorCode.PROCESSING_ERROR,
              "the result could not be reported: %s".formatted(refusal.getMessage())));
    }
  }

  @Override
  public void progress(Stage stage, double percent, Speed speed) {
    heartbeat.update(stage, percent, speed);
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (stop == null) {
        cancelActions.add(action);
        return;
      }
    }
    act(action);
  }

  @Override
  public synchronized boolean cancelled() {
    return stop != null;
  }

  @Override
  public void log(String line) {
    log.add(line);
  }
}
