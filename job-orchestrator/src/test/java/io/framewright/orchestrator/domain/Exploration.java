package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.JOB;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.TENANT;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static io.framewright.orchestrator.domain.Sample.WHY;
import static io.framewright.orchestrator.domain.Sample.task;

import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.EraseTenant;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.LeaderEnded;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.StallRun;
import io.framewright.orchestrator.domain.Command.TakeTurn;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.platform.ids.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Walks through every state that a job can come to, by saying everything to it that can be said, at
 * once and after a long time. States that differ only in times and ids count as one.
 */
final class Exploration {

  private static final Duration LONG = Duration.ofHours(10);
  private static final Precedent DONE =
      new Precedent.Done(JOB, List.of(Sample.rendition("earlier")));

  private final Decider decider = new Decider(policy());
  private final Lifecycle seen = new Lifecycle();
  private final Set<String> known = new HashSet<>();
  private final Deque<Place> open = new ArrayDeque<>();

  /** A state and the time that it was reached at. */
  private record Place(JobState state, Instant at) {}

  /** Patience is short, so that the last attempt of each kind comes soon. */
  private static Policy policy() {
    Policy usual = Policy.standard(Sample.POOLS);
    return new Policy(
        usual.pools(),
        3,
        usual.maxOpenTasks(),
        2,
        2,
        2,
        usual.offerLife(),
        usual.renewal(),
        Duration.ZERO,
        Duration.ZERO,
        1,
        usual.cancelPatience(),
        usual.retention(),
        usual.maxRunTime(),
        usual.stall(),
        usual.quiet(),
        usual.ageingStep(),
        usual.reuse());
  }

  /** All that can happen to a job. */
  static Lifecycle everything() {
    Exploration exploration = new Exploration();
    exploration.reach(new Absent(), Scenario.THEN);
    while (!exploration.open.isEmpty()) {
      exploration.leave(exploration.open.removeFirst());
    }
    return exploration.seen;
  }

  private void reach(JobState state, Instant at) {
    if (known.add(signature(state))) {
      open.addLast(new Place(state, at));
    }
  }

  private void leave(Place place) {
    for (Command command : commands(place.state())) {
      for (Duration pause : List.of(Duration.ZERO, LONG)) {
        Instant now = place.at().plus(pause);
        Decision decision = decider.decide(place.state(), command, now, () -> 0.5);
        reach(seen.saw(place.state(), command, decision, now), now);
      }
    }
  }

  private static String signature(JobState state) {
    if (state instanceof Live live) {
      return live.job().tasks().values().stream()
          .map(task -> "%s %s %s".formatted(task.spec().id(), shape(task), task.tally()))
          .collect(Collectors.joining(",", Lifecycle.kind(state) + " ", ""));
    }
    return Lifecycle.kind(state);
  }

  private static String shape(Task task) {
    return Lifecycle.name(task.state());
  }

  private static List<Command> commands(JobState state) {
    List<Command> commands = new ArrayList<>();
    for (Precedent precedent :
        List.of(new Precedent.None(), new Precedent.UnderWay(Sample.JOB), DONE)) {
      commands.add(Sample.submit(task(FIRST)).knowing(precedent));
      commands.add(new TakeTurn("image", precedent));
      commands.add(new LeaderEnded(precedent));
    }
    commands.add(Sample.submit(task(FIRST), task(SECOND, FIRST)));
    commands.add(new CancelJob(TENANT, WHY));
    commands.add(new ChangePriority(TENANT, Priority.HIGH));
    commands.add(new EraseTenant(TENANT));
    commands.add(new WakeUp());
    runs(state).flatMap(Exploration::saidOf).forEach(commands::add);
    return commands;
  }

  /** The runs that hold a lease, and one that holds none, for each task. */
  private static Stream<TaskRun> runs(JobState state) {
    return state instanceof Live live
        ? live.job().tasks().values().stream()
            .flatMap(task -> Stream.concat(task.holder().stream(), Stream.of(another(task))))
        : Stream.of(Sample.RUN);
  }

  private static TaskRun another(Task task) {
    int attempt =
        switch (task.state()) {
          case TaskState.Waiting _ -> 1;
          case TaskState.Queued queued -> queued.attempt();
          case TaskState.Offered offered -> offered.attempt();
          case TaskState.Running running -> running.attempt();
          case TaskState.Done done -> done.attempt();
          case TaskState.Failed failed -> failed.attempt();
        };
    return new TaskRun(task.spec().id(), attempt, new RunId(new UUID(9, attempt)));
  }

  private static Stream<Command> saidOf(TaskRun run) {
    Stream<Command> failures =
        Stream.of(Failure.Kind.values()).map(kind -> new FailRun(run, Sample.failure(kind)));
    return Stream.concat(
        failures,
        Stream.of(
            Sample.start(run),
            Sample.heartbeat(run),
            new CompleteRun(run, Sample.made("a")),
            new CompleteRun(run, Sample.made("b", task(THIRD, run.task()))),
            new ReleaseRun(run, "draining"),
            new ConfirmStop(run),
            new LoseLease(run),
            new StallRun(run)));
  }
}
