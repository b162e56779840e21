package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.platform.ids.JobId;
import java.time.Duration;
import java.util.Optional;

/** What a tenant's other requests say about a new one. */
public final class Admission {

  /** How long an idempotency key is remembered: longer than commands are kept. */
  public static final Duration MEMORY = Duration.ofDays(31);

  private Admission() {}

  /**
   * An accepted request that carried an idempotency key.
   *
   * @param hash of its body; empty when it came without
   */
  public record Remembered(JobId job, String hash) {

    /** What is to be remembered of a request with a key. */
    public static Remembered of(SubmitJob submit) {
      return new Remembered(submit.job(), submit.request().requestHash().orElse(""));
    }
  }

  /**
   * Why the tenant may not submit, if so.
   *
   * @param queued jobs of the tenant that wait
   * @param earlier the request that came before with the same idempotency key
   */
  public static Optional<Rejected> objection(
      SubmitJob submit, int queued, Optional<Remembered> earlier) {
    return earlier
        .map(remembered -> repeated(submit, remembered))
        .orElseGet(() -> crowded(submit, queued));
  }

  private static Optional<Rejected> repeated(SubmitJob submit, Remembered earlier) {
    if (earlier.job().equals(submit.job())) {
      return Optional.empty(); // the very same command once more
    }
    return Optional.of(
        earlier.hash().equals(submit.request().requestHash().orElse(""))
            ? new Rejected(
                Reason.DUPLICATE_REQUEST,
                "the same request was accepted as job %s".formatted(earlier.job()),
                Optional.of(earlier.job()))
            : new Rejected(
                Reason.IDEMPOTENCY_KEY_REUSED,
                "the idempotency key belongs to job %s, whose request was another"
                    .formatted(earlier.job()),
                Optional.of(earlier.job())));
  }

  private static Optional<Rejected> crowded(SubmitJob submit, int queued) {
    return queued < submit.maxQueuedJobs()
        ? Optional.empty()
        : Optional.of(
            new Rejected(
                Reason.TOO_MANY_QUEUED_JOBS,
                "%d jobs of %s wait already, of %d that may"
                    .formatted(queued, submit.tenant(), submit.maxQueuedJobs())));
  }
}
