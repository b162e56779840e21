package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.TaskId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One unit of work for one worker.
 *
 * @param pool the workers that can do it
 * @param needs tasks of the same job that must be done first, beside those whose outputs it reads
 */
public record TaskSpec(
    TaskId id, String pool, Operation operation, List<TaskInput> inputs, List<TaskId> needs) {

  public TaskSpec {
    inputs = List.copyOf(inputs);
    needs = List.copyOf(needs);
  }

  /** Every task that must be done before this one: named ones and those it reads from. */
  public Set<TaskId> prerequisites() {
    return Stream.concat(
            needs.stream(),
            inputs.stream().flatMap(input -> input.origin().stream()).map(TaskInput.Origin::task))
        .collect(Collectors.toUnmodifiableSet());
  }

  TaskSpec withInputs(List<TaskInput> found) {
    return new TaskSpec(id, pool, operation, found, needs);
  }
}
