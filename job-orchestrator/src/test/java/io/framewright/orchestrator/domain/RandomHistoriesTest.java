package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Decision.Accepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobFailed;
import io.framewright.orchestrator.domain.Failure.Kind;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever anybody says in whatever order. */
class RandomHistoriesTest {

  private static final Policy POLICY = Policy.standard(Sample.POOLS);
  private static final Agenda AGENDA = new Agenda(POLICY);

  /** A command, and how long after the one before it comes. */
  record Step(Command command, Duration pause) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<TaskRun> runs =
        Combinators.combine(
                Arbitraries.of(Sample.FIRST, Sample.SECOND, Sample.THIRD),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 2))
            .as((TaskId task, Integer attempt, Integer run) ->
                new TaskRun(task, attempt, new RunId(new UUID(attempt, run))));
    Arbitrary<Command> aboutRuns =
        Combinators.combine(runs, Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 9))
            .as(RandomHistoriesTest::aboutRun);
    Arbitrary<Command> others =
        Arbitraries.frequency(
            Tuple.of(6, (Command) new WakeUp()),
            Tuple.of(3, Sample.turn()),
            Tuple.of(1, new CancelJob(Sample.TENANT, Optional.empty())),
            Tuple.of(1, new ChangePriority(Sample.TENANT, Priority.HIGH)));
    Arbitrary<Command> commands =
        Arbitraries.frequencyOf(Tuple.of(4, aboutRuns), Tuple.of(1, others));
    Arbitrary<Duration> pauses =
        Arbitraries.integers().between(0, 40_000).map(millis -> Duration.ofMillis(millis));
    return Combinators.combine(commands, pauses).as(Step::new).list().ofMaxSize(80);
  }

  private static Command aboutRun(TaskRun run, Kind kind, int choice) {
    return switch (choice) {
      case 0, 1, 2, 3 -> Sample.start(run);
      case 4, 5 -> new CompleteRun(run, Sample.made("out-" + run.task()));
      case 6 -> new FailRun(run, Sample.failure(kind));
      case 7 -> new ReleaseRun(run, "draining");
      case 8 -> kind == Kind.LOST ? Sample.heartbeat(run) : new LoseLease(run);
      default -> new ConfirmStop(run);
    };
  }

  @Property(tries = 2_000)
  void everyHistoryKeepsThePromises(@ForAll("steps") List<Step> steps) {
    Decider decider = new Decider(POLICY);
    List<Event> history = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    JobState state = new Absent();
    Instant now = Scenario.THEN;
    List<Step> all = new ArrayList<>(steps);
    all.addFirst(new Step(Sample.turn(), Duration.ZERO));
    all.addFirst(new Step(plan(), Duration.ZERO));
    for (Step step : all) {
      now = now.plus(step.pause());
      Decision decision = decider.decide(state, step.command(), now, () -> 0.9);
      if (decision instanceof Accepted accepted) {
        assertThat(state).as("an ended job accepts nothing").isNotInstanceOf(Ended.class);
        for (Event event : accepted.events()) {
          state = Evolver.evolve(state, event, now);
          history.add(event);
          times.add(now);
        }
      }
      assertThat(state.sequence()).as("gapless").isEqualTo(history.size());
      assertWakesUpInTime(decider, state, now);
    }
    assertThat(history).as("the plan is sound").isNotEmpty();
    assertThat(fold(history, times)).isEqualTo(state);
    assertEndsOnce(history, state);
  }

  private static Command plan() {
    return Sample.submit(
        Sample.task(Sample.FIRST),
        Sample.task(Sample.SECOND, Sample.FIRST),
        Sample.task(Sample.THIRD));
  }

  /** Whoever is woken when due, and takes its turns, is not due at once again. */
  private static void assertWakesUpInTime(Decider decider, JobState state, Instant now) {
    JobState woken = state;
    Optional<Instant> due = AGENDA.next(woken, now);
    for (int wakes = 0; due.isPresent() && wakes < 4; wakes++) {
      Instant then = due.get().isAfter(now) ? due.get() : now;
      if (decider.decide(woken, new WakeUp(), then, () -> 0.1) instanceof Accepted accepted) {
        for (Event event : accepted.events()) {
          woken = Evolver.evolve(woken, event, then);
        }
      }
      due = AGENDA.next(woken, then);
      if (due.filter(next -> !next.isAfter(then)).isEmpty()) {
        return;
      }
    }
    assertThat(due).as("a job that is due for ever").isEmpty();
  }

  private static JobState fold(List<Event> history, List<Instant> times) {
    JobState state = new Absent();
    for (int i = 0; i < history.size(); i++) {
      state = Evolver.evolve(state, history.get(i), times.get(i));
    }
    return state;
  }

  private static void assertEndsOnce(List<Event> history, JobState state) {
    long ends =
        history.stream()
            .filter(event ->
                event instanceof JobCompleted
                    || event instanceof JobFailed
                    || event instanceof JobCancelled)
            .count();
    assertThat(ends).isEqualTo(state instanceof Ended ? 1 : 0);
  }
}
