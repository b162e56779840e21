package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;

/**
 * A tenant's jobs in numbers.
 *
 * @param maxConcurrentJobs as the latest accepted job carried it
 * @param queued jobs that wait for their turn
 * @param running jobs between first offer and end
 * @param nextPlace the number of the next place in the queue, only ever growing
 */
public record TenantState(int maxConcurrentJobs, int queued, int running, long nextPlace) {

  /** A tenant nobody has heard of. */
  public static final TenantState NEW = new TenantState(1, 0, 0, 0);

  /** Whether the first job in the queue may start. */
  public boolean hasTurn() {
    return queued > 0 && running < maxConcurrentJobs;
  }

  public TenantState allowing(int concurrentJobs) {
    return new TenantState(concurrentJobs, queued, running, nextPlace);
  }

  public TenantState takingPlace() {
    return new TenantState(maxConcurrentJobs, queued, running, nextPlace + 1);
  }

  /** The numbers after one of the tenant's jobs moved. */
  public TenantState after(JobState before, JobState after) {
    return new TenantState(
        maxConcurrentJobs,
        queued + queued(after) - queued(before),
        running + running(after) - running(before),
        nextPlace);
  }

  private static int queued(JobState state) {
    return state instanceof Queued ? 1 : 0;
  }

  private static int running(JobState state) {
    return switch (state) {
      case Running _, Cancelling _ -> 1;
      case Absent _, Queued _, Ended _ -> 0;
    };
  }
}
