package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.JobState.Queued;
import io.framewright.orchestrator.domain.JobState.Running;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What matters of a live job for the order of turns.
 *
 * @param started whether its first task was offered: it counts against the limits
 * @param follows the job that it waits for, while it waits itself
 * @param ready pools that one of its tasks could be offered to now
 * @param unstarted offers that nobody has started, by pool
 */
record Standing(
    TenantId tenant,
    Acceptance acceptance,
    Rank rank,
    boolean started,
    Optional<JobId> follows,
    Set<String> ready,
    Map<String, Integer> unstarted) {

  /**
   * A job's place among its tenant's: by priority, where waiting makes up for a lower one, and
   * first in first out within.
   *
   * @param aged the time of acceptance, later by one step for each priority below the highest
   */
  record Rank(Instant aged, Instant acceptedAt, JobId job) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER =
        Comparator.comparing(Rank::aged)
            .thenComparing(Rank::acceptedAt)
            .thenComparing(rank -> rank.job().toString());

    static Rank of(Job job, Duration step) {
      Instant at = job.acceptance().at();
      return new Rank(at.plus(step.multipliedBy(job.priority().rank())), at, job.id());
    }

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  static Standing of(Live state, Policy policy, Instant now) {
    Job job = state.job();
    boolean waits = state instanceof Queued;
    List<Task> ready =
        state instanceof JobState.Cancelling
            ? List.of()
            : job.readyTasks(policy.maxOpenTasks(), now);
    return new Standing(
        job.tenant(),
        job.acceptance(),
        Rank.of(job, policy.ageingStep()),
        !waits,
        waits ? job.acceptance().follows() : Optional.empty(),
        ready.stream().map(task -> task.spec().pool()).collect(Collectors.toUnmodifiableSet()),
        state instanceof Running ? unstarted(job) : Map.of());
  }

  private static Map<String, Integer> unstarted(Job job) {
    return job.tasks().values().stream()
        .filter(task -> task.state() instanceof TaskState.Offered)
        .collect(Collectors.toUnmodifiableMap(task -> task.spec().pool(), _ -> 1, Integer::sum));
  }
}
