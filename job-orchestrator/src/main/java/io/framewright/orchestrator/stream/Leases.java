package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.TaskRun;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each run that holds a lease was last heard of; in memory only, so that heartbeats cost no
 * write. A new owner of the partition starts every lease afresh.
 */
final class Leases {

  /** A run and whose it is. */
  record Lease(JobId job, TenantId tenant, TaskRun run, Instant lastSeen) {

    private Lease seen(Instant now) {
      return new Lease(job, tenant, run, now);
    }
  }

  private final Duration timeout;
  private final Map<RunId, Lease> leases = new HashMap<>();

  Leases(Duration timeout) {
    this.timeout = timeout;
  }

  /** Follows a job from one set of holders to the next. */
  void follow(JobId job, TenantId tenant, List<TaskRun> before, List<TaskRun> after, Instant now) {
    before.stream().filter(run -> !after.contains(run)).forEach(run -> leases.remove(run.run()));
    after.stream()
        .filter(run -> !before.contains(run))
        .forEach(run -> leases.put(run.run(), new Lease(job, tenant, run, now)));
  }

  /** Notes a heartbeat; false when the run holds no lease. */
  boolean renew(TaskRun run, Instant now) {
    Lease lease = leases.get(run.run());
    if (lease == null || !lease.run().equals(run)) {
      return false;
    }
    leases.put(run.run(), lease.seen(now));
    return true;
  }

  /** Gives every run its full time again. */
  void startAfresh(Instant now) {
    leases.replaceAll((_, lease) -> lease.seen(now));
  }

  List<Lease> lost(Instant now) {
    return leases.values().stream()
        .filter(lease -> !lease.lastSeen().plus(timeout).isAfter(now))
        .toList();
  }
}
