package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.memory.RecentMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The jobs of a partition. Ended ones lie apart, so that a new owner reads the live ones alone. A
 * command can change a job more than once: it goes to its store when {@link #write} is called,
 * before the command's transaction can be committed.
 */
final class JobBook {

  /** Jobs that are talked about are talked about again soon; what is kept spares reading it. */
  private static final int KEPT = 4_000;

  private final KeyValueStore<String, StoredJob> live;
  private final KeyValueStore<String, StoredJob> ended;
  private final TimerBook timers;
  private final Duration retention;
  private final Map<JobId, StoredJob> kept = new RecentMap<>(KEPT);
  private final Map<JobId, Change> changes = new LinkedHashMap<>();

  /**
   * What is not in the stores yet.
   *
   * @param wasLive whether it lies among the live jobs
   */
  private record Change(boolean wasLive, StoredJob job) {}

  JobBook(
      KeyValueStore<String, StoredJob> live,
      KeyValueStore<String, StoredJob> ended,
      TimerBook timers,
      Duration retention) {
    this.live = live;
    this.ended = ended;
    this.timers = timers;
    this.retention = retention;
  }

  StoredJob load(JobId id) {
    Change change = changes.get(id);
    StoredJob job = change == null ? kept.get(id) : change.job();
    if (job != null) {
      return job;
    }
    String key = id.toString();
    job = live.get(key);
    if (job == null) {
      job = ended.get(key);
    }
    return job == null ? StoredJob.ABSENT : job;
  }

  void save(JobId id, StoredJob before, StoredJob after) {
    Change earlier = changes.get(id);
    boolean wasLive = earlier == null ? before.state() instanceof Live : earlier.wasLive();
    changes.put(id, new Change(wasLive, after));
    kept.put(id, after);
  }

  void write() {
    changes.forEach(this::write);
    changes.clear();
  }

  private void write(JobId id, Change change) {
    String key = id.toString();
    if (change.job().state() instanceof Ended end) {
      if (change.wasLive()) {
        live.put(key, null); // delete() would read it once more
      }
      ended.put(key, change.job());
      timers.set(new Timer.ForgetJob(end.at().plus(retention), id));
    } else {
      live.put(key, change.job());
    }
  }

  void forget(Timer.ForgetJob timer) {
    ended.put(timer.job().toString(), null);
    kept.remove(timer.job());
    timers.clear(timer);
  }

  List<Live> allLive() {
    List<Live> jobs = new ArrayList<>();
    try (KeyValueIterator<String, StoredJob> all = live.all()) {
      all.forEachRemaining(job -> {
        if (job.value.state() instanceof Live state) {
          jobs.add(state);
        }
      });
    }
    return jobs;
  }
}
