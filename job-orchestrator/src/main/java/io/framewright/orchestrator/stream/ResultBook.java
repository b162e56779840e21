package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.Job;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.Precedent;
import io.framewright.orchestrator.domain.SharedWork;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What work is in hand or was done, per tenant, so that nothing is done twice. Which engine a pool
 * has, each run says as it starts: a new owner of the partition knows none until then, and has work
 * done once more rather than trust a result of another release.
 */
final class ResultBook {

  private final KeyValueStore<String, SharedWork> store;
  private final TimerBook timers;
  private final Duration reuse;
  private final Map<String, String> engines = new HashMap<>();

  ResultBook(KeyValueStore<String, SharedWork> store, TimerBook timers, Duration reuse) {
    this.store = store;
    this.timers = timers;
    this.reuse = reuse;
  }

  void engine(String pool, String engine) {
    engines.put(pool, engine);
  }

  /** What is known of the work, for a job other than the one that has it in hand. */
  Precedent find(TenantId tenant, Optional<String> work, JobId asking, Instant now) {
    return work.flatMap(key -> load(key(tenant, key)))
        .filter(known -> !known.job().equals(asking))
        .map(known -> known.precedent(engines, reuse, now))
        .orElseGet(Precedent.None::new);
  }

  /**
   * Takes note of a job's step: it has the work in hand, has done it, or will not do it.
   *
   * @param last the job as it was before it ended, or as it is
   */
  void follow(Job last, JobState before, JobState after, Instant now) {
    key(last)
        .filter(_ -> reuse.isPositive())
        .ifPresent(key -> {
          if (after instanceof Ended end) {
            ended(key, last, end, now);
          } else if (before instanceof JobState.Absent && isFree(key, now)) {
            store.put(key, SharedWork.inHandOf(last.id()));
          }
        });
  }

  /** Puts the first of the jobs that followed in the place of the one that did not complete. */
  void inherit(Job heir) {
    key(heir)
        .filter(key -> load(key).isEmpty())
        .ifPresent(key -> store.put(key, SharedWork.inHandOf(heir.id())));
  }

  void forget(Timer.ForgetResult timer) {
    if (load(timer.work()).filter(known -> known.isOver(reuse, timer.due())).isPresent()) {
      store.delete(timer.work());
    }
    timers.clear(timer);
  }

  private boolean isFree(String key, Instant now) {
    return load(key)
        .filter(known -> !(known.precedent(engines, reuse, now) instanceof Precedent.None))
        .isEmpty();
  }

  private void ended(String key, Job last, Ended end, Instant now) {
    if (end.outcome() == JobState.Outcome.COMPLETED && last.isDone()) {
      store.put(key, SharedWork.doneBy(last, now));
      timers.set(new Timer.ForgetResult(now.plus(reuse), key));
    } else if (load(key).filter(known -> known.isInHandOf(last.id())).isPresent()) {
      store.delete(key);
    }
  }

  private Optional<SharedWork> load(String key) {
    return Optional.ofNullable(store.get(key));
  }

  private static Optional<String> key(Job job) {
    return job.acceptance().work().map(work -> key(job.tenant(), work));
  }

  private static String key(TenantId tenant, String work) {
    return tenant + "/" + work;
  }
}
