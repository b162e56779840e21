package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Lifecycle.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/job-lifecycle.md}, from what a job can come to. */
final class LifecyclePage {

  static final String HOW =
      "mvn -pl job-orchestrator -am test -Dtest=LifecycleTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dframewright.write-lifecycle-page=true";

  private static final List<String> STATES =
      List.of("[*]", "Queued", "Running", "Cancelling", "Completed", "Failed", "Cancelled");
  private static final Set<String> ENDS = Set.of("Completed", "Failed", "Cancelled");

  private LifecyclePage() {}

  static String of(Lifecycle lifecycle) {
    return """
    # The life of a job

    This page is generated: a test says everything that can be said to a job, in every state that the job can
    come to, to the orchestrator's own rules, and writes down what came of it. To write it anew: `%s`.
    A step that stands here and that no scenario of the tests takes fails the build.

    A job is a graph of tasks. What has happened to it are its events; they alone change its state, and they are
    what `media.job.events.v1` carries.

    ## Jobs

    %s
    The following events leave a job where it is:

    %s
    A terminal state never changes: to do the work once more is a new job.

    ## Tasks

    %s
    When a job has ended, its tasks are forgotten with it.

    ## What each state answers to each command

    `[*]` stands for a job that nobody has heard of. A command that is *refused* is answered to whoever sent it;
    a run that is *told to stop* has no lease (any more); *nothing* means that what was said is known, or too late
    to matter. Several answers in one field depend on the job's tasks and on the time.

    %s\
    """
        .formatted(
            HOW,
            diagram(lifecycle.ofJobs(), true),
            stays(lifecycle.ofJobs()),
            diagram(lifecycle.ofTasks(), false),
            table(lifecycle));
  }

  private static String diagram(Set<Transition> transitions, boolean ends) {
    Map<String, List<String>> edges = new TreeMap<>();
    for (Transition step : transitions) {
      if (!ends || !step.from().equals(step.to())) {
        edges
            .computeIfAbsent("%s --> %s".formatted(step.from(), step.to()), _ -> new ArrayList<>())
            .add(step.event());
      }
    }
    StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    edges.forEach(
        (edge, events) -> text.append("  %s: %s\n".formatted(edge, String.join(", ", events))));
    if (ends) {
      ENDS.stream().sorted().forEach(end -> text.append("  %s --> [*]\n".formatted(end)));
    }
    return text.append("```\n").toString();
  }

  private static String stays(Set<Transition> transitions) {
    return transitions.stream()
        .filter(step -> step.from().equals(step.to()))
        .collect(
            Collectors.groupingBy(
                Transition::from,
                TreeMap::new,
                Collectors.mapping(Transition::event, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(state -> "- %s: %s\n".formatted(state.getKey(), state.getValue()))
        .collect(Collectors.joining());
  }

  private static String table(Lifecycle lifecycle) {
    StringBuilder text = new StringBuilder("| command |");
    STATES.forEach(state -> text.append(" %s |".formatted(state)));
    text.append("\n|---|").append("---|".repeat(STATES.size())).append('\n');
    for (String command : lifecycle.commands()) {
      text.append("| %s |".formatted(command));
      STATES.forEach(state ->
          text.append(" %s |".formatted(String.join("; ", lifecycle.answers(command, state)))));
      text.append('\n');
    }
    return text.toString();
  }
}
