package io.framewright.gateway.log;

import io.framewright.platform.memory.RecentMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Something about each of the 10,000 jobs that moved or were asked for last. */
final class Recent<V> {

  private static final int MOST = 10_000;

  private final Map<UUID, V> byJob = new RecentMap<>(MOST);

  synchronized Optional<V> of(UUID job) {
    return Optional.ofNullable(byJob.get(job));
  }

  synchronized void put(UUID job, V value) {
    byJob.put(job, value);
  }

  synchronized void remove(UUID job) {
    byJob.remove(job);
  }
}
