package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.StoredResult;
import io.framewright.orchestrator.codec.StoredResult.Result;
import io.framewright.orchestrator.domain.Job;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.Precedent;
import io.framewright.orchestrator.domain.Rendition;
import io.framewright.orchestrator.domain.TaskState;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What work is in hand or was done, per tenant, so that nothing is done twice. A result counts as
 * long as the pool's engine is the one that made it; which that is, each run says as it starts. A
 * new owner of the partition knows no engine until then, and has the work done once more rather
 * than trust a result of another release.
 */
final class ResultBook {

  private final KeyValueStore<String, StoredResult> store;
  private final TimerBook timers;
  private final Duration reuse;
  private final Map<String, String> engines = new HashMap<>();

  ResultBook(KeyValueStore<String, StoredResult> store, TimerBook timers, Duration reuse) {
    this.store = store;
    this.timers = timers;
    this.reuse = reuse;
  }

  void engine(String pool, String engine) {
    engines.put(pool, engine);
  }

  /** What is known of the work, for a job other than the one that has it in hand. */
  Precedent find(TenantId tenant, Optional<String> work, JobId asking, Instant now) {
    return work.flatMap(key -> Optional.ofNullable(store.get(key(tenant, key))))
        .filter(found -> !found.job().equals(asking))
        .<Precedent>map(found ->
            found
                .result()
                .<Precedent>map(result ->
                    counts(result, now)
                        ? new Precedent.Done(found.job(), result.outputs())
                        : new Precedent.None())
                .orElseGet(() -> new Precedent.UnderWay(found.job())))
        .orElseGet(Precedent.None::new);
  }

  private boolean counts(Result result, Instant now) {
    return !isOver(result, now)
        && result.engines().entrySet().stream()
            .allMatch(used -> used.getValue().equals(engines.get(used.getKey())));
  }

  /**
   * Takes note of a job's step: it has the work in hand, has done it, or will not do it.
   *
   * @param last the job as it was before it ended, or as it is
   */
  void follow(Job last, JobState before, JobState after, List<Rendition> outputs, Instant now) {
    if (last.acceptance().work().isEmpty() || !reuse.isPositive()) {
      return;
    }
    String key = key(last.tenant(), last.acceptance().work().get());
    if (after instanceof Ended end) {
      ended(key, last, end, outputs, now);
    } else if (before instanceof JobState.Absent && !isTaken(key, now)) {
      store.put(key, new StoredResult(last.id(), Optional.empty()));
    }
  }

  /** Puts the first of the jobs that followed in the place of the one that did not complete. */
  void inherit(Live heir) {
    heir.job()
        .acceptance()
        .work()
        .map(work -> key(heir.job().tenant(), work))
        .filter(key -> store.get(key) == null)
        .ifPresent(key -> store.put(key, new StoredResult(heir.job().id(), Optional.empty())));
  }

  void forget(Timer.ForgetResult timer) {
    StoredResult stored = store.get(timer.work());
    if (stored != null && stored.result().filter(it -> isOver(it, timer.due())).isPresent()) {
      store.delete(timer.work());
    }
    timers.clear(timer);
  }

  private boolean isOver(Result result, Instant now) {
    return !now.isBefore(result.at().plus(reuse));
  }

  private boolean isTaken(String key, Instant now) {
    StoredResult stored = store.get(key);
    return stored != null && stored.result().map(result -> counts(result, now)).orElse(true);
  }

  private void ended(String key, Job last, Ended end, List<Rendition> outputs, Instant now) {
    if (end.outcome() == JobState.Outcome.COMPLETED && last.isDone()) {
      Result result = new Result(outputs, enginesOf(last), now);
      store.put(key, new StoredResult(last.id(), Optional.of(result)));
      timers.set(new Timer.ForgetResult(now.plus(reuse), key));
      return;
    }
    StoredResult stored = store.get(key);
    if (stored != null && stored.job().equals(last.id()) && stored.result().isEmpty()) {
      store.delete(key);
    }
  }

  private static Map<String, String> enginesOf(Job job) {
    Map<String, String> used = new HashMap<>();
    job.tasks()
        .values()
        .forEach(task -> {
          if (task.state() instanceof TaskState.Done done) {
            used.put(task.spec().pool(), done.engine());
          }
        });
    return used;
  }

  private static String key(TenantId tenant, String work) {
    return tenant + "/" + work;
  }
}
