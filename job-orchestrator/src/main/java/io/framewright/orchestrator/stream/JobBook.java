package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.platform.ids.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The jobs of a partition, each with its one timer. */
final class JobBook {

  private final KeyValueStore<String, StoredJob> store;
  private final TimerBook timers;

  JobBook(KeyValueStore<String, StoredJob> store, TimerBook timers) {
    this.store = store;
    this.timers = timers;
  }

  StoredJob load(JobId id) {
    StoredJob job = store.get(id.toString());
    return job == null ? StoredJob.ABSENT : job;
  }

  /** Writes the job and moves its timer to the time that it wants to be woken. */
  void save(JobId id, StoredJob before, StoredJob after) {
    if (!before.wakeUp().equals(after.wakeUp())) {
      timer(id, before.wakeUp()).ifPresent(timers::clear);
      timer(id, after.wakeUp()).ifPresent(timers::set);
    }
    store.put(id.toString(), after);
  }

  void forget(JobId id, StoredJob job) {
    timer(id, job.wakeUp()).ifPresent(timers::clear);
    store.delete(id.toString());
  }

  void forEach(BiConsumer<JobId, StoredJob> action) {
    try (KeyValueIterator<String, StoredJob> jobs = store.all()) {
      jobs.forEachRemaining(job -> action.accept(JobId.parse(job.key), job.value));
    }
  }

  private static Optional<Timer> timer(JobId id, Optional<Instant> due) {
    return due.map(time -> new Timer.Wake(time, id));
  }
}
