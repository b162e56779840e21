package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Rendition;
import io.framewright.platform.ids.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who does a piece of work, or has done it.
 *
 * @param job that has it in hand, or made what is there
 * @param result what it made, once it is there
 */
public record StoredResult(JobId job, Optional<Result> result) {

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
}
