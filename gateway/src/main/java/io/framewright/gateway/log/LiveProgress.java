package io.framewright.gateway.log;

import io.framewright.platform.ids.JobId;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskRetryScheduled;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The last progress of each running job. */
@Singleton
public final class LiveProgress implements LogListener {

  private final Recent<TaskProgress> last = new Recent<>();

  /** How far the job's run is, if it runs and has said so. */
  public Optional<TaskProgress> of(JobId job) {
    return last.of(job.value());
  }

  @Override
  public void on(TaskProgress progress) {
    last.put(progress.getMetadata().getJobId(), progress);
  }

  @Override
  public void on(JobEvent event) {
    switch (event.getPayload()) {
      case JobCompleted _, JobFailed _, JobCancelled _, TaskRetryScheduled _ ->
          last.remove(event.getMetadata().getJobId());
      default -> {} // the union of Avro is no sealed type
    }
  }
}
