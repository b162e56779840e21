package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.Agenda;
import io.framewright.orchestrator.domain.Job;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.orchestrator.domain.Policy;
import io.framewright.orchestrator.domain.TaskRun;
import io.framewright.orchestrator.domain.TaskState;
import io.framewright.orchestrator.domain.Turns;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a partition's owner keeps in memory of its live jobs: whose turn it is, when each wants to
 * be woken, who holds a lease, and how many there are. All of it follows from the jobs, so it costs
 * no write, and a new owner makes it again.
 */
final class Roster implements AutoCloseable {

  private final Agenda agenda;
  private final Turns turns;
  private final Alarms alarms = new Alarms();
  private final Leases leases;
  private final Meters.Census census;

  Roster(Policy policy, Leases leases, Meters.Census census) {
    this.agenda = new Agenda(policy);
    this.turns = new Turns(policy);
    this.leases = leases;
    this.census = census;
  }

  void takeOver(List<Live> live, Instant now) {
    turns.load(live, now);
    for (Live state : live) {
      Job job = state.job();
      alarms.set(job.id(), agenda.next(state, now));
      leases.follow(job.id(), job.tenant(), List.of(), state.leases(), now);
      census.moved(new Absent(), state);
    }
  }

  void follow(JobId id, TenantId tenant, JobState before, JobState after, Instant now) {
    turns.follow(id, after, now);
    alarms.set(id, agenda.next(after, now));
    leases.follow(id, tenant, before.leases(), after.leases(), now);
    census.moved(before, after);
  }

  /** What the job waited for has come: it may be ready for a turn, or want to be woken again. */
  void timePassed(JobId id, JobState state, Instant now) {
    turns.follow(id, state, now);
    alarms.set(id, agenda.next(state, now));
  }

  List<JobId> due(Instant now) {
    return alarms.due(now);
  }

  Optional<JobId> nextTurn(String pool) {
    return turns.next(pool);
  }

  /** A run took an offer of this job as it was before. */
  void started(JobState before, TaskRun run, Duration idle, Instant now) {
    if (before instanceof Live live) {
      live.job()
          .task(run.task())
          .ifPresent(task -> {
            if (task.state() instanceof TaskState.Offered offer) {
              turns.started(task.spec().pool(), Duration.between(offer.since(), now), idle, now);
            }
          });
    }
  }

  int queued(TenantId tenant) {
    return turns.queued(tenant);
  }

  List<JobId> release(JobId leader) {
    return turns.release(leader);
  }

  @Override
  public void close() {
    census.close();
  }
}
