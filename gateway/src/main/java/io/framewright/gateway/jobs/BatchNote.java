package io.framewright.gateway.jobs;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a batch beside its jobs.
 *
 * @param batchName as the client calls it
 * @param totalJobs that came of it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record BatchNote(@Nullable String batchName, int totalJobs, List<Warning> warnings) {

  /**
   * A request of the batch that no job came of.
   *
   * @param index in the list of the batch, from 0
   */
  @Serdeable
  record Warning(int index, String code, String message) {}
}
