package io.framewright.gateway.metadata;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * The read models of jobs. A job of another tenant is as good as none. Every method throws
 * SERVICE_UNAVAILABLE when the read models are away or behind.
 */
public interface JobReads {

  Optional<JobView> find(TenantId tenant, JobId job);

  /** The job as it was at a time; empty if it had not begun by then. */
  Optional<JobView> past(TenantId tenant, JobId job, Instant at);

  JobPage list(TenantId tenant, JobQuery query);

  /** Events of the job whose sequence is above {@code after}; empty if there is no such job. */
  Optional<JobHistory> history(TenantId tenant, JobId job, long after);

  /** What decides when the job's turn comes. */
  Optional<WaitingView> waiting(TenantId tenant, JobId job);

  Optional<JobMedia> media(TenantId tenant, JobId job);

  /**
   * What past tasks tell about one to come.
   *
   * @param codec the film's, or the output's format
   */
  EffortView effort(TenantId tenant, String operation, String codec, String inputSha256);
}
