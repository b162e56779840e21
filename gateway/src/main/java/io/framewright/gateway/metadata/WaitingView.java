package io.framewright.gateway.metadata;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides when a job's turn comes.
 *
 * @param leader status of the job that it follows; null if it follows none
 * @param running jobs of its tenant that count against the limit
 * @param runningOfOwner how many of these its own owner asked for
 * @param othersWait whether other tenants wait for the same pool
 * @param notBefore when the next attempt may begin; null if no attempt has failed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record WaitingView(
    JobView job,
    Terms terms,
    @Nullable String leader,
    long running,
    long runningOfOwner,
    boolean othersWait,
    @Nullable Instant notBefore) {

  /**
   * What the job was accepted under.
   *
   * @param pool the queue that it stands in
   * @param follows the job that does the same work already
   * @param maxConcurrentJobsOfOwner null if only the tenant's limit counts
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Terms(
      String pool,
      @Nullable UUID follows,
      int maxConcurrentJobs,
      @Nullable Integer maxConcurrentJobsOfOwner) {}
}
