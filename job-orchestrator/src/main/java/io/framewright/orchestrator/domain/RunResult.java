package io.framewright.orchestrator.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a run made and learnt.
 *
 * @param engine name, version and build digest of the engine
 * @param warnings what was done otherwise than asked, in words
 * @param engineSeconds wall time in the engine
 * @param inputMedia what the engine learnt about the inputs, as JSON
 * @param moreTasks tasks that the job gains by this result
 */
public record RunResult(
    List<Rendition> outputs,
    String engine,
    List<String> warnings,
    double engineSeconds,
    Optional<String> inputMedia,
    List<TaskSpec> moreTasks) {

  public RunResult {
    outputs = List.copyOf(outputs);
    warnings = List.copyOf(warnings);
    moreTasks = List.copyOf(moreTasks);
  }

  /** The same for a job that gains nothing any more. */
  RunResult withoutMoreTasks() {
    return new RunResult(outputs, engine, warnings, engineSeconds, inputMedia, List.of());
  }
}
