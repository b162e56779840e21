package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.log.CommandLog;
import io.framewright.gateway.log.Decision;
import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.storage.OutputLink;
import io.framewright.gateway.storage.StorageSpace;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.RejectionReason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Asks for a job, and says what became of the request. */
@Singleton
final class JobSubmission {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration QUOTA_RETRY = Duration.ofSeconds(10);

  private final CommandLog log;
  private final Commands commands;
  private final RequestNotes notes;
  private final RemoteSources sources;
  private final StorageSpace space;
  private final JobReads reads;
  private final JobFeeds feeds;
  private final MeterRegistry meters;

  JobSubmission(
      CommandLog log,
      Commands commands,
      RequestNotes notes,
      RemoteSources sources,
      StorageSpace space,
      JobReads reads,
      JobFeeds feeds,
      MeterRegistry meters) {
    this.log = log;
    this.commands = commands;
    this.notes = notes;
    this.sources = sources;
    this.space = space;
    this.reads = reads;
    this.feeds = feeds;
    this.meters = meters;
  }

  /**
   * The job that answers the request.
   *
   * @param fresh false if an earlier request with the same Idempotency-Key made it
   */
  record Outcome(JobView job, boolean fresh) {}

  /**
   * Writes the request and waits for the decision, then up to {@code wait} for the job's end.
   *
   * @throws ApiException QUOTA_EXCEEDED, IDEMPOTENCY_KEY_REUSED, or SERVICE_UNAVAILABLE if a
   *     request with a key stayed undecided
   */
  Outcome submit(Submission submission, Duration wait) {
    TenantId tenant = submission.caller().tenant();
    JobId job = commands.newJob();
    String requestKey = ObjectKeys.request(tenant, job);
    notes.write(requestKey, noteOf(submission));
    sources.keep(submission);
    JobRequested request = commands.request(submission, requestKey);
    JobCommand command = commands.command(tenant, job, request, submission.traceparent());
    try (JobFeeds.Feed feed = feeds.follow(job)) {
      Decision decision = log.submit(command, request, PATIENCE);
      count(decision);
      return switch (decision) {
        case Decision.Accepted(var event) -> {
          link(submission, job);
          yield new Outcome(JobWait.follow(JobFold.accepted(event), feed, wait), true);
        }
        case Decision.Refused(var rejection) -> {
          notes.delete(requestKey);
          sources.forget(submission);
          yield refused(submission, rejection);
        }
        case Decision.Undecided _ -> {
          link(submission, job);
          yield new Outcome(undecided(submission, command, request), true);
        }
      };
    }
  }

  private void count(Decision decision) {
    String outcome =
        switch (decision) {
          case Decision.Accepted _ -> "accepted";
          case Decision.Refused(var rejection) ->
              rejection.getReason().name().toLowerCase(Locale.ROOT);
          case Decision.Undecided _ -> "undecided";
        };
    meters.counter("framewright.submissions", "outcome", outcome).increment();
  }

  private static RequestNote noteOf(Submission submission) {
    return new RequestNote(
        submission.input().fileName(),
        submission.outputPath().map(path -> path.rooted()).orElse(null),
        submission.request().toString(),
        submission.input());
  }

  /** Done after the decision: a refused request must not take a path from an earlier job. */
  private void link(Submission submission, JobId job) {
    submission
        .outputPath()
        .ifPresent(path ->
            space.link(
                submission.caller().tenant(),
                path,
                new OutputLink(job.value(), submission.plan().outputName())));
  }

  private static JobView undecided(
      Submission submission, JobCommand command, JobRequested request) {
    if (submission.key().isPresent()) {
      throw ApiException.unavailable(
          "The request is written but not decided yet; repeat it with the same Idempotency-Key.",
          null);
    }
    return JobFold.requested(command.getMetadata(), request);
  }

  private Outcome refused(Submission submission, CommandRejected rejection) {
    RejectionReason reason = rejection.getReason();
    return switch (reason) {
      case DUPLICATE_REQUEST -> new Outcome(existing(submission, rejection), false);
      case IDEMPOTENCY_KEY_REUSED ->
          throw new ApiException(
              ErrorCode.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key came before with another request.",
              ErrorDetails.field("Idempotency-Key"));
      case TOO_MANY_QUEUED_JOBS ->
          throw ApiException.later(ErrorCode.QUOTA_EXCEEDED, rejection.getDetail(), QUOTA_RETRY);
      case NOT_FOUND, INVALID_STATE, INVALID_COMMAND, OTHER ->
          throw new ApiException(ErrorCode.VALIDATION_ERROR, rejection.getDetail());
    };
  }

  private JobView existing(Submission submission, CommandRejected rejection) {
    if (rejection.getExistingJobId() == null) {
      throw new IllegalStateException("a duplicate request without the job that it repeats");
    }
    JobId job = new JobId(rejection.getExistingJobId());
    link(submission, job);
    return reads
        .find(submission.caller().tenant(), job)
        .orElseThrow(
            () -> ApiException.unavailable("The job of the first request is not shown yet.", null));
  }
}
