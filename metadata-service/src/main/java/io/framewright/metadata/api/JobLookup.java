package io.framewright.metadata.api;

import io.framewright.metadata.postgres.JobQueries;
import io.framewright.metadata.postgres.PostgresStore;
import io.framewright.metadata.projection.ProjectionProgress;
import io.framewright.metadata.projection.Projections;
import io.framewright.metadata.view.JobView;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds jobs so that whoever has seen an event on the log finds what it says: a miss counts only
 * once the projection has passed what was on the log when the question came.
 */
@Singleton
public class JobLookup {

  /** What became of a question for one job. */
  public sealed interface Answer {
    /** The tenant has the job. */
    record Found(JobView job) implements Answer {}

    /** The tenant has no such job. */
    record Unknown() implements Answer {}

    /** It may be on the log, but the projection is not there yet. */
    record Behind() implements Answer {}
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JobQueries queries;
  private final EventLog log;
  private final ProjectionProgress progress;

  JobLookup(JobQueries queries, EventLog log, Projections projections) {
    this.queries = queries;
    this.log = log;
    this.progress = projections.progress(PostgresStore.NAME);
  }

  /**
   * @param atLeast sequence of an event that whoever asks has seen: an older view of the job is
   *     given only if a newer one does not come in time
   */
  public Answer find(String tenant, UUID id, long atLeast) throws InterruptedException {
    Optional<JobView> known = queries.find(tenant, id);
    if (known.isPresent() && known.get().sequence() >= atLeast) {
      return new Answer.Found(known.get());
    }
    EventLog.End end = log.end(id);
    boolean caughtUp = progress.await(end.partition(), end.offset(), PATIENCE);
    return queries
        .find(tenant, id)
        .<Answer>map(Answer.Found::new)
        .orElseGet(() -> caughtUp ? new Answer.Unknown() : new Answer.Behind());
  }
}
