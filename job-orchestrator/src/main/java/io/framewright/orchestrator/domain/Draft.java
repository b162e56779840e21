package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Effect.Offer;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Effect.StopRun;
import io.framewright.orchestrator.domain.Event.TaskDispatched;
import io.framewright.orchestrator.domain.JobState.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making: each event is folded at once, so that the next sees what it did. */
final class Draft {

  private final Policy policy;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private JobState state;

  Draft(JobState state, Policy policy, Instant now) {
    this.state = state;
    this.policy = policy;
    this.now = now;
  }

  Draft append(Event event) {
    events.add(event);
    state = Evolver.evolve(state, event, now);
    return this;
  }

  /** Offers the first task, in the order of the plan, that is ready for the pool. */
  Draft offerNext(String pool) {
    job().readyTasks(policy.maxOpenTasks(), now).stream()
        .filter(task -> task.spec().pool().equals(pool))
        .findFirst()
        .ifPresent(task -> offer(task.spec(), ((TaskState.Queued) task.state()).attempt()));
    return this;
  }

  /** Offers again, with the same attempt, what nobody has started in time. */
  Draft renewOffers() {
    job()
        .tasks()
        .values()
        .forEach(task -> {
          if (task.state() instanceof TaskState.Offered offer
              && !offer.notAfter().minus(policy.renewal()).isAfter(now)) {
            offer(task.spec(), offer.attempt());
          }
        });
    return this;
  }

  private void offer(TaskSpec spec, int attempt) {
    Instant notAfter = now.plus(policy.offerLife());
    append(new TaskDispatched(spec.id(), attempt, notAfter));
    effects.add(new Offer(job().ready(spec), attempt, notAfter));
  }

  /** Tells one run to stop. */
  Draft stop(TaskRun run, StopReason reason) {
    effects.add(new StopRun(run, reason));
    return this;
  }

  /** Tells every run that holds a lease to stop. */
  Draft stopRuns(StopReason reason) {
    job().holders().forEach(run -> stop(run, reason));
    return this;
  }

  /** The job so far: there is one before the event that ends it. */
  Job job() {
    return ((Live) state).job();
  }

  Decision accept() {
    return new Decision.Accepted(events, effects);
  }

  /** What was drafted; without anything, there is nothing to decide, for the reason given. */
  Decision acceptOr(String nothing) {
    return events.isEmpty() ? new Decision.Redundant(nothing) : accept();
  }
}
