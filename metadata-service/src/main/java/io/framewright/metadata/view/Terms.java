package io.framewright.metadata.view;

import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.TaskSpec;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job was accepted under, which decides when its turn comes.
 *
 * @param pool of its first task: the queue that it stands in
 * @param follows the job that does the same work already: while that one lives, this one waits
 * @param maxConcurrentJobs of its tenant at once, from 1
 * @param maxConcurrentJobsOfOwner at once, from 1; null if only the tenant's limit counts
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Terms(
    String pool,
    @Nullable UUID follows,
    int maxConcurrentJobs,
    @Nullable Integer maxConcurrentJobsOfOwner) {

  static Terms of(JobAccepted accepted) {
    return new Terms(
        accepted.getTasks().stream().map(TaskSpec::getPool).findFirst().orElse(""),
        accepted.getFollows(),
        accepted.getMaxConcurrentJobs(),
        accepted.getMaxConcurrentJobsOfOwner());
  }
}
