package io.framewright.standalone.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What was asked of the platform and what it promised, kept apart from everything it keeps. */
final class Ledger {

  private final List<Promise> promises = new ArrayList<>();

  /** One accepted job. */
  static final class Promise {

    private final String job;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private Promise(String job) {
      this.job = job;
    }

    String job() {
      return job;
    }

    /** Whether somebody wanted it not to go on; it may have ended before. */
    boolean cancelled() {
      return cancelled.get();
    }

    void cancel() {
      cancelled.set(true);
    }
  }

  synchronized Promise promised(String job) {
    Promise promise = new Promise(job);
    promises.add(promise);
    return promise;
  }

  synchronized List<Promise> promises() {
    return List.copyOf(promises);
  }
}
