package io.framewright.gateway.log;

import io.framewright.platform.ids.JobId;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskRetryScheduled;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The last progress of each running job, of the 10,000 that moved last. */
@Singleton
public final class LiveProgress implements LogListener {

  private static final int MOST = 10_000;

  private final Map<UUID, TaskProgress> last =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, TaskProgress> eldest) {
          return size() > MOST;
        }
      };

  /** How far the job's run is, if it runs and has said so. */
  public synchronized Optional<TaskProgress> of(JobId job) {
    return Optional.ofNullable(last.get(job.value()));
  }

  @Override
  public synchronized void on(TaskProgress progress) {
    last.put(progress.getMetadata().getJobId(), progress);
  }

  @Override
  public synchronized void on(JobEvent event) {
    switch (event.getPayload()) {
      case JobCompleted _, JobFailed _, JobCancelled _, TaskRetryScheduled _ ->
          last.remove(event.getMetadata().getJobId());
      default -> {} // the union of Avro is no sealed type
    }
  }
}
