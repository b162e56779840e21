package io.framewright.metadata.view;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides when a job's turn comes, counted now.
 *
 * @param leader status of the job that it follows; null if it follows none
 * @param running jobs of its tenant that count against the limit: offered to a worker, or further
 * @param runningOfOwner how many of these its own owner asked for
 * @param othersWait whether other tenants wait for the same pool, with whom it takes turns
 * @param notBefore when the next attempt may begin; null if no attempt has failed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record WaitingView(
    JobView job,
    Terms terms,
    @Nullable JobStatus leader,
    long running,
    long runningOfOwner,
    boolean othersWait,
    @Nullable Instant notBefore) {}
