package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.JobState.Absent;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Live;
import io.framewright.platform.ids.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which steps jobs and tasks have taken, and what came of each command in each state. */
final class Lifecycle {

  static final String BEGINNING = "[*]";

  /** A step from one kind of state to another, or from one to itself. */
  record Transition(String from, String event, String to) implements Comparable<Transition> {
    @Override
    public int compareTo(Transition other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "%s -%s-> %s".formatted(from, event, to);
    }
  }

  private final Set<Transition> ofJobs = new TreeSet<>();
  private final Set<Transition> ofTasks = new TreeSet<>();
  private final Map<String, Map<String, Set<String>>> answers = new TreeMap<>();

  Set<Transition> ofJobs() {
    return ofJobs;
  }

  Set<Transition> ofTasks() {
    return ofTasks;
  }

  /** What came of a command in a state: names of events, or how it was turned away. */
  Set<String> answers(String command, String state) {
    return answers.getOrDefault(command, Map.of()).getOrDefault(state, Set.of());
  }

  Collection<String> commands() {
    return answers.keySet();
  }

  /** Takes note of a decision. */
  JobState saw(JobState before, Command command, Decision decision, Instant now) {
    answers
        .computeIfAbsent(name(command), _ -> new TreeMap<>())
        .computeIfAbsent(kind(before), _ -> new TreeSet<>())
        .add(answer(decision));
    JobState state = before;
    if (decision instanceof Decision.Accepted accepted) {
      for (Event event : accepted.events()) {
        JobState after = Evolver.evolve(state, event, now);
        ofJobs.add(new Transition(kind(state), name(event), kind(after)));
        tasks(state, event, after);
        state = after;
      }
    }
    return state;
  }

  private void tasks(JobState before, Event event, JobState after) {
    if (after instanceof Live live) {
      Map<TaskId, Task> old = before instanceof Live was ? was.job().tasks() : Map.of();
      live.job()
          .tasks()
          .forEach((id, task) -> {
            Task was = old.get(id);
            if (was == null || !was.state().equals(task.state())) {
              ofTasks.add(
                  new Transition(
                      was == null ? BEGINNING : name(was.state()),
                      name(event),
                      name(task.state())));
            }
          });
    }
  }

  private static String answer(Decision decision) {
    return switch (decision) {
      case Decision.Accepted accepted ->
          accepted.events().stream().map(Lifecycle::name).collect(Collectors.joining(", "));
      case Decision.Rejected rejected -> "refused: " + rejected.reason();
      case Decision.Stray stray ->
          "told to stop: " + stray.reason().name().toLowerCase(Locale.ROOT);
      case Decision.Redundant _ -> "nothing";
    };
  }

  /** The kind of state that a job is in; an end is called by its outcome. */
  static String kind(JobState state) {
    return switch (state) {
      case Absent _ -> BEGINNING;
      case Live live -> name(live);
      case Ended ended ->
          ended.outcome().name().charAt(0)
              + ended.outcome().name().substring(1).toLowerCase(Locale.ROOT);
    };
  }

  static String name(Object thing) {
    return thing.getClass().getSimpleName();
  }

  /** The names of all that a sealed interface permits, at any depth. */
  static Set<String> permitted(Class<?> sealed) {
    return leaves(sealed).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Lifecycle::leaves)
        : Stream.of(type);
  }
}
