package io.framewright.gateway.jobs;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.StoredObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the engines printed, as the workers keep it in the object store, also while they run. */
@Singleton
final class JobLogs {

  /** So many runs are looked at; a job has one for each attempt at each task. */
  private static final int MOST_RUNS = 1_000;

  /** A run's log is shorter; what is beyond is not read. */
  private static final int MOST_BYTES = 8 << 20;

  private final ObjectStore objects;

  JobLogs(ObjectStore objects) {
    this.objects = objects;
  }

  /** The last lines of all runs together, the oldest first. */
  List<String> tail(JobId job, int lines) {
    List<StoredObject> newestFirst =
        objects.list(ObjectKeys.logs(job), MOST_RUNS).stream()
            .sorted(
                Comparator.comparingLong(StoredObject::lastModified)
                    .thenComparing(StoredObject::key)
                    .reversed())
            .toList();
    List<String> tail = List.of();
    for (StoredObject run : newestFirst) {
      tail = Stream.concat(read(run.key()).stream(), tail.stream()).toList();
      if (tail.size() >= lines) {
        return tail.subList(tail.size() - lines, tail.size());
      }
    }
    return tail;
  }

  private List<String> read(String key) {
    var found = objects.get(key);
    if (found.isEmpty()) {
      return List.of(); // it has gone since it was listed
    }
    try (ObjectStore.Content content = found.get()) {
      return new String(content.stream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log %s".formatted(key), e);
    }
  }
}
