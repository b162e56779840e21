package io.framewright.orchestrator.stream;

import io.framewright.platform.ids.JobId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When each live job wants to be woken; in memory only, as it follows from the jobs. A job has one
 * alarm at most.
 */
final class Alarms {

  private record Alarm(Instant due, JobId job) {}

  private final Map<JobId, Alarm> byJob = new HashMap<>();
  private final NavigableSet<Alarm> byTime =
      new TreeSet<>(
          Comparator.comparing(Alarm::due).thenComparing(alarm -> alarm.job().toString()));

  void set(JobId job, Optional<Instant> due) {
    Alarm before = byJob.remove(job);
    if (before != null) {
      byTime.remove(before);
    }
    due.ifPresent(time -> {
      Alarm alarm = new Alarm(time, job);
      byJob.put(job, alarm);
      byTime.add(alarm);
    });
  }

  List<JobId> due(Instant now) {
    return byTime.stream().takeWhile(alarm -> !alarm.due().isAfter(now)).map(Alarm::job).toList();
  }
}
