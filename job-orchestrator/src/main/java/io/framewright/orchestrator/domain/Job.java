package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What every job has until it ends.
 *
 * @param tasks in the order in which they were planned
 * @param sequence of its last event
 */
public record Job(
    JobId id,
    TenantId tenant,
    Acceptance acceptance,
    Priority priority,
    SequencedMap<TaskId, Task> tasks,
    long sequence) {

  public Job {
    tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
  }

  public Optional<Task> task(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** The runs that hold a lease. */
  public List<TaskRun> holders() {
    return tasks.values().stream().flatMap(task -> task.holder().stream()).toList();
  }

  long openTasks() {
    return tasks.values().stream().filter(Task::isOpen).count();
  }

  /** The tasks that may be offered now, in the order of the plan; none while enough are open. */
  List<Task> readyTasks(int maxOpenTasks, Instant now) {
    return openTasks() >= maxOpenTasks
        ? List.of()
        : tasks.values().stream()
            .filter(task ->
                task.state() instanceof TaskState.Queued(_, Instant notBefore)
                    && !notBefore.isAfter(now))
            .toList();
  }

  /** Whether every task is. */
  public boolean isDone() {
    return tasks.values().stream().allMatch(Task::isDone);
  }

  /** A task whose run has had the lease for longer than any run may. */
  Optional<Task> overdue(Duration maxRunTime, Instant now) {
    return tasks.values().stream()
        .filter(task ->
            task.state() instanceof TaskState.Running running
                && !running.since().plus(maxRunTime).isAfter(now))
        .findFirst();
  }

  /** What the job made: the renditions of the tasks that no other task builds on. */
  List<Rendition> outputs() {
    Set<TaskId> builtUpon =
        tasks.values().stream()
            .flatMap(task -> task.spec().prerequisites().stream())
            .collect(Collectors.toSet());
    return tasks.values().stream()
        .filter(task -> !builtUpon.contains(task.spec().id()))
        .flatMap(task -> outputsOf(task).stream())
        .toList();
  }

  /** The task as a worker needs it: inputs that other tasks made carry their keys. */
  TaskSpec ready(TaskSpec spec) {
    return spec.withInputs(spec.inputs().stream().map(this::found).toList());
  }

  private TaskInput found(TaskInput input) {
    return input
        .origin()
        .flatMap(origin ->
            task(origin.task()).stream()
                .flatMap(task -> outputsOf(task).stream())
                .filter(output -> output.name().equals(origin.output()))
                .findFirst())
        .map(input::foundAs)
        .orElse(input);
  }

  /** Of a task that is done: nobody asks before, as what needs it is not ready. */
  private static List<Rendition> outputsOf(Task task) {
    return ((TaskState.Done) task.state()).outputs();
  }

  Job next() {
    return new Job(id, tenant, acceptance, priority, tasks, sequence + 1);
  }

  Job withPriority(Priority other) {
    return new Job(id, tenant, acceptance, other, tasks, sequence);
  }

  Job withTasks(Collection<Task> changed) {
    SequencedMap<TaskId, Task> all = new LinkedHashMap<>(tasks);
    changed.forEach(task -> all.put(task.spec().id(), task));
    return new Job(id, tenant, acceptance, priority, all, sequence);
  }

  /** Changes one task; a task that is not there stays away. */
  Job withTask(TaskId id, UnaryOperator<Task> change) {
    return task(id).map(task -> withTasks(List.of(change.apply(task)))).orElse(this);
  }
}
