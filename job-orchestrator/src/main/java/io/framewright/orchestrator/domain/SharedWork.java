package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A piece of work that a tenant's jobs share: who has it in hand, or has done it.
 *
 * @param job that has it in hand, or made what is there
 * @param result what it made, once it is there
 */
public record SharedWork(JobId job, Optional<Result> result) {

  /**
   * What a job made.
   *
   * @param engines that made it, by pool
   * @param at when the job completed
   */
  public record Result(List<Rendition> outputs, Map<String, String> engines, Instant at) {
    public Result {
      outputs = List.copyOf(outputs);
      engines = Map.copyOf(engines);
    }
  }

  public static SharedWork inHandOf(JobId job) {
    return new SharedWork(job, Optional.empty());
  }

  /** The work of a job all of whose tasks are done. */
  public static SharedWork doneBy(Job job, Instant at) {
    Map<String, String> engines =
        job.tasks().values().stream()
            .collect(
                Collectors.toMap(
                    task -> task.spec().pool(),
                    task -> ((TaskState.Done) task.state()).engine(),
                    (_, last) -> last));
    return new SharedWork(job.id(), Optional.of(new Result(job.outputs(), engines, at)));
  }

  /**
   * What it is to a job that asks for the same work. A result counts for a time, and only while
   * each pool's engine is the one that made it; one that is not known is another one.
   *
   * @param engines of the pools, as the last runs named them
   * @param reuse how long a result counts
   */
  public Precedent precedent(Map<String, String> engines, Duration reuse, Instant now) {
    if (result.isEmpty()) {
      return new Precedent.UnderWay(job);
    }
    Result made = result.get();
    boolean sameEngines =
        made.engines().entrySet().stream()
            .allMatch(used -> used.getValue().equals(engines.get(used.getKey())));
    return sameEngines && !isOver(reuse, now)
        ? new Precedent.Done(job, made.outputs())
        : new Precedent.None();
  }

  /** Whether there is a result whose time is over. */
  public boolean isOver(Duration reuse, Instant now) {
    return result.map(made -> !now.isBefore(made.at().plus(reuse))).orElse(false);
  }

  /** Whether the job has it in hand, and nothing is there yet. */
  public boolean isInHandOf(JobId other) {
    return result.isEmpty() && job.equals(other);
  }
}
