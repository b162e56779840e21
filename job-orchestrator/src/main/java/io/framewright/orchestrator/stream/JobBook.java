package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.memory.RecentMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The jobs of a partition. Ended ones lie apart, so that a new owner reads the live ones alone. */
final class JobBook {

  /** Jobs that are talked about are talked about again soon; what is kept spares reading it. */
  private static final int KEPT = 1_000;

  private final KeyValueStore<String, StoredJob> live;
  private final KeyValueStore<String, StoredJob> ended;
  private final TimerBook timers;
  private final Duration retention;
  private final Map<JobId, StoredJob> kept = new RecentMap<>(KEPT);

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
    StoredJob job = kept.get(id);
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
    String key = id.toString();
    if (after.state() instanceof Ended end) {
      if (before.state() instanceof Live) {
        live.delete(key);
      }
      ended.put(key, after);
      timers.set(new Timer.ForgetJob(end.at().plus(retention), id));
    } else {
      live.put(key, after);
    }
    kept.put(id, after);
  }

  void forget(Timer.ForgetJob timer) {
    ended.delete(timer.job().toString());
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
