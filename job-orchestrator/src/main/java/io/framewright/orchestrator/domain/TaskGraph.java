package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether planned tasks make sense together. */
final class TaskGraph {

  private TaskGraph() {}

  /**
   * What is wrong with the tasks, in words, if anything is.
   *
   * @param existing tasks that the job has already
   */
  static Optional<String> problem(
      Collection<TaskSpec> existing, List<TaskSpec> added, Policy policy) {
    Set<TaskId> ids =
        Stream.concat(existing.stream(), added.stream())
            .map(TaskSpec::id)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return Optional.of("a job needs at least one task");
    }
    if (ids.size() < existing.size() + added.size()) {
      return Optional.of("two tasks have the same id");
    }
    if (ids.size() > policy.maxTasks()) {
      return Optional.of(
          "%d tasks are more than the %d that a job may have"
              .formatted(ids.size(), policy.maxTasks()));
    }
    return added.stream()
        .flatMap(task -> problem(task, ids, policy).stream())
        .findFirst()
        .or(() -> circle(existing, added));
  }

  private static Optional<String> problem(TaskSpec task, Set<TaskId> ids, Policy policy) {
    if (!policy.pools().contains(task.pool())) {
      return Optional.of(
          "task %s is for the pool '%s'; there are %s"
              .formatted(task.id(), task.pool(), policy.pools().stream().sorted().toList()));
    }
    return task.prerequisites().stream()
        .filter(needed -> !ids.contains(needed))
        .findFirst()
        .map(needed -> "task %s needs %s, which is none of the job's".formatted(task.id(), needed));
  }

  /** Takes away what can run until nothing is left, or only what waits for itself. */
  private static Optional<String> circle(Collection<TaskSpec> existing, List<TaskSpec> added) {
    Set<TaskId> runnable = existing.stream().map(TaskSpec::id).collect(Collectors.toSet());
    List<TaskSpec> blocked = new ArrayList<>(added);
    boolean someRan = true;
    while (someRan) {
      List<TaskSpec> free =
          blocked.stream().filter(task -> runnable.containsAll(task.prerequisites())).toList();
      free.forEach(task -> runnable.add(task.id()));
      someRan = blocked.removeAll(free);
    }
    return blocked.stream()
        .findFirst()
        .map(task -> "task %s waits for itself through its needs".formatted(task.id()));
  }
}
