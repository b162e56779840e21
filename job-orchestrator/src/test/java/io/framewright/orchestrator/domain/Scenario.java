package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Decision.Accepted;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Decision.Redundant;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.orchestrator.domain.Decision.Stray;
import io.framewright.orchestrator.domain.Effect.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Given events, when a command, then events and effects, or a refusal. */
final class Scenario {

  /** When all that is given has happened. */
  static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");

  private static final ThreadLocal<Lifecycle> RECORD = ThreadLocal.withInitial(Lifecycle::new);

  private final Policy policy;
  private final List<Event> history;
  private Instant now = THEN;

  private Scenario(Policy policy, List<Event> history) {
    this.policy = policy;
    this.history = history;
  }

  static Scenario given(Event... history) {
    return new Scenario(Policy.standard(Sample.POOLS), List.of(history));
  }

  /** What the scenarios do that this runs, in the same thread. */
  static Lifecycle recording(Runnable scenarios) {
    RECORD.remove();
    scenarios.run();
    return RECORD.get();
  }

  Scenario after(Duration time) {
    now = THEN.plus(time);
    return this;
  }

  JobState state() {
    JobState state = new JobState.Absent();
    for (Event event : history) {
      state = Evolver.evolve(state, event, THEN);
    }
    return state;
  }

  /** Decides with jitter in the middle. */
  Outcome when(Command command) {
    JobState state = state();
    Decision decision = new Decider(policy).decide(state, command, now, () -> 0.5);
    RECORD.get().saw(state, command, decision, now);
    return new Outcome(decision);
  }

  record Outcome(Decision decision) {

    Outcome then(Event... events) {
      assertThat(accepted().events()).containsExactly(events);
      return this;
    }

    Outcome withEffects(Effect... effects) {
      assertThat(accepted().effects()).containsExactly(effects);
      return this;
    }

    void thenRejected(Reason reason) {
      assertThat(decision)
          .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
          .extracting(Rejected::reason)
          .isEqualTo(reason);
    }

    void thenToldToStop(TaskRun run, StopReason reason) {
      assertThat(decision).isEqualTo(new Stray(run, reason));
    }

    void thenNothing() {
      assertThat(decision).isInstanceOf(Redundant.class);
    }

    private Accepted accepted() {
      assertThat(decision).isInstanceOf(Accepted.class);
      return (Accepted) decision;
    }
  }
}
