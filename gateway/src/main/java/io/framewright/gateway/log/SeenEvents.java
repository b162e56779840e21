package io.framewright.gateway.log;

import io.framewright.platform.ids.JobId;
import io.framewright.schemas.avro.JobEvent;
import jakarta.inject.Singleton;

/**
 * How far this gateway has heard each job's events, and so may have told them to a client: what it
 * then reads must not be older.
 */
@Singleton
public final class SeenEvents implements LogListener {

  private final Recent<Long> last = new Recent<>();

  /** Sequence of the job's last event that was heard, 0 if none was. */
  public long of(JobId job) {
    return last.of(job.value()).orElse(0L);
  }

  @Override
  public void on(JobEvent event) {
    last.put(event.getMetadata().getJobId(), event.getMetadata().getSequence());
  }
}
