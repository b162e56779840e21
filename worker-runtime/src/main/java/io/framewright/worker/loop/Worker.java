package io.framewright.worker.loop;

import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.RunId;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.worker.offers.Claim;
import io.framewright.worker.offers.WorkSource;
import io.framewright.worker.run.RunIdentity;
import io.framewright.worker.run.RunReports;
import io.framewright.worker.run.Runs;
import io.framewright.worker.scratch.ClaimGuard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims offers while a slot is free, and starts a run for each whose start the log has. It keeps
 * at this through every trouble of the brokers until it is closed; then it drains.
 */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long runs have to end once they are interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final WorkerParts parts;
  private final Semaphore slots;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("worker").daemon().unstarted(this::live);
  private volatile WorkerState state = WorkerState.STARTING;
  private volatile @Nullable String trouble = "not started";
  private volatile @Nullable WorkSource source;

  /** Since when a slot has been free that nothing was found for; of the worker's thread only. */
  private long idleSince = System.nanoTime();

  /**
   * What a worker stands on.
   *
   * @param prepare deals with what a dead process left behind; may throw and is tried again
   * @param sources opens a source that sees offers, after cancels can be heard; may throw and is
   *     tried again
   * @param drain how long running tasks may go on after the order to stop
   */
  public record WorkerParts(
      Runnable prepare,
      Supplier<WorkSource> sources,
      Runs runs,
      RunReports reports,
      ClaimGuard guard,
      IdSource ids,
      InstantSource clock,
      int slots,
      Duration drain) {}

  public Worker(WorkerParts parts) {
    this.parts = parts;
    this.slots = new Semaphore(parts.slots());
  }

  public void start() {
    thread.start();
  }

  public WorkerState state() {
    return state;
  }

  /** Why it does not claim, in words; empty when all is well. */
  public Optional<String> trouble() {
    String known = trouble;
    WorkSource open = source;
    return known == null && (open == null || !open.connected())
        ? Optional.of("not connected to the brokers")
        : Optional.ofNullable(known);
  }

  private void live() {
    boolean prepared = false;
    while (!stopping()) {
      try {
        if (!prepared) {
          parts.prepare().run();
          prepared = true;
        }
        claimFromOneSource();
      } catch (InterruptedException e) {
        LOG.atInfo().log("the worker's loop was interrupted");
        return;
      } catch (RuntimeException e) {
        trouble = "cannot claim: " + e.getMessage();
        LOG.atError().setCause(e).log("claiming failed; trying anew");
        pause();
      }
    }
  }

  private void claimFromOneSource() throws InterruptedException {
    try (WorkSource open = parts.sources().get()) {
      source = open;
      while (!stopping()) {
        Optional<String> refusal = parts.guard().refusal();
        enter(refusal);
        if (refusal.isPresent()) {
          pause();
        } else if (slots.tryAcquire()) {
          claimOne(open);
        } else if (slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          idleSince = System.nanoTime();
          claimOne(open);
        }
      }
    } finally {
      source = null;
    }
  }

  private void enter(Optional<String> refusal) {
    WorkerState next = refusal.isPresent() ? WorkerState.REFUSING : WorkerState.READY;
    trouble = refusal.orElse(null);
    synchronized (this) {
      if (next == state || stopping()) {
        return;
      }
      state = next;
    }
    LOG.atInfo()
        .addKeyValue("state", next.word())
        .addKeyValue("reason", refusal.orElse("all is well"))
        .log("worker state changed");
  }

  /** The slot is in hand, and goes to a run or back. */
  private void claimOne(WorkSource open) {
    boolean taken = false;
    try {
      taken = open.claim(PATIENCE).map(this::take).orElse(false);
    } finally {
      if (!taken) {
        slots.release();
      }
    }
  }

  private boolean take(Claim claim) {
    Duration idle = Duration.ofNanos(System.nanoTime() - idleSince);
    try {
      return take(claim, idle);
    } finally {
      idleSince = System.nanoTime();
    }
  }

  private boolean take(Claim claim, Duration idle) {
    TaskOffered offer = claim.offer();
    if (offer.getNotAfter().isBefore(parts.clock().instant())) {
      LOG.atDebug().addKeyValue("task", offer.getTask().getTaskId()).log("dropped an old offer");
      claim.accept();
      return false;
    }
    RunIdentity run = RunIdentity.of(offer, new RunId(parts.ids().next()));
    try {
      var _ = parts.reports().started(run, idle).join();
    } catch (CompletionException e) {
      LOG.atWarn().addKeyValue("run", run.run()).setCause(e).log("a start was not reported");
      claim.giveBack();
      pause(); // what refuses at once would be asked without end
      return false;
    }
    settle(
        claim, run); // before the run, which may kill this process: or the next would take it again
    parts.runs().start(run, offer.getTask(), slots::release);
    return true;
  }

  private static void settle(Claim claim, RunIdentity run) {
    try {
      claim.accept();
    } catch (RuntimeException e) {
      // the run has its lease; should the offer come again, the log refuses the second start
      LOG.atWarn().addKeyValue("run", run.run()).setCause(e).log("an offer was not committed");
    }
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      var _ = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops claiming, lets runs end for the time of the drain, and gives the rest back. */
  @Override
  public void close() {
    synchronized (this) {
      if (stopping()) {
        return;
      }
      stop.countDown();
      state = WorkerState.DRAINING;
      trouble = "draining";
    }
    try {
      endLoop();
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      parts.runs().releaseAll("the worker stops");
    } finally {
      state = WorkerState.STOPPED;
    }
  }

  private void endLoop() throws InterruptedException {
    WorkSource open = source;
    if (open != null) {
      open.wakeup();
    }
    if (!thread.join(Duration.ofSeconds(10)) && thread.isAlive()) {
      LOG.atWarn().log("the worker's loop does not end; draining without it");
      thread.interrupt();
    }
  }

  private void drain() throws InterruptedException {
    if (parts.runs().awaitNone(parts.drain())) {
      return;
    }
    LOG.atInfo().addKeyValue("runs", parts.runs().count()).log("giving back what did not end");
    parts.runs().releaseAll("the worker stops");
    if (!parts.runs().awaitNone(GRACE)) {
      parts.runs().disownAll("the worker stops");
    }
  }
}
