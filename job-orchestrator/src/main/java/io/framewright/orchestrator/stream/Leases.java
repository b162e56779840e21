package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.Policy;
import io.framewright.orchestrator.domain.Progress;
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

  /**
   * A run and whose it is.
   *
   * @param lastSeen when it last said anything
   * @param lastMoved when it last said something new of its progress
   * @param tells whether it has told, within the engine's work, that it gets further
   */
  record Lease(
      JobId job,
      TenantId tenant,
      TaskRun run,
      Instant lastSeen,
      Instant lastMoved,
      Progress progress,
      boolean tells) {

    private Lease seen(Progress now, Instant at) {
      if (now.equals(progress)) {
        return new Lease(job, tenant, run, at, lastMoved, progress, tells);
      }
      boolean within = now.inEngine() && progress.inEngine();
      return new Lease(job, tenant, run, at, at, now, within || (tells && now.inEngine()));
    }

    private Lease afresh(Instant at) {
      return new Lease(job, tenant, run, at, at, progress, tells);
    }
  }

  private final Duration timeout;
  private final Policy policy;
  private final Map<RunId, Lease> leases = new HashMap<>();

  Leases(Duration timeout, Policy policy) {
    this.timeout = timeout;
    this.policy = policy;
  }

  /** Follows a job from one set of holders to the next. */
  void follow(JobId job, TenantId tenant, List<TaskRun> before, List<TaskRun> after, Instant now) {
    before.stream().filter(run -> !after.contains(run)).forEach(run -> leases.remove(run.run()));
    after.stream()
        .filter(run -> !before.contains(run))
        .forEach(run ->
            leases.put(run.run(), new Lease(job, tenant, run, now, now, Progress.UNKNOWN, false)));
  }

  /** Notes a heartbeat; false when the run holds no lease. */
  boolean renew(TaskRun run, Progress progress, Instant now) {
    Lease lease = leases.get(run.run());
    if (lease == null || !lease.run().equals(run)) {
      return false;
    }
    leases.put(run.run(), lease.seen(progress, now));
    return true;
  }

  /** Gives every run its full time again. */
  void startAfresh(Instant now) {
    leases.replaceAll((_, lease) -> lease.afresh(now));
  }

  List<Lease> lost(Instant now) {
    return leases.values().stream()
        .filter(lease -> !lease.lastSeen().plus(timeout).isAfter(now))
        .toList();
  }

  /** Runs that live and get no further. */
  List<Lease> stalled(Instant now) {
    return leases.values().stream()
        .filter(lease ->
            !lease.lastMoved().plus(lease.tells() ? policy.stall() : policy.quiet()).isAfter(now))
        .toList();
  }
}
