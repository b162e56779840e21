package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.CommandLog;
import io.framewright.gateway.log.Decision;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobCancelRequested;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobPriorityChangeRequested;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Asks for a job's end, or for another place among its tenant's jobs. */
@Singleton
final class JobChanges {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CommandLog log;
  private final Commands commands;

  JobChanges(CommandLog log, Commands commands) {
    this.log = log;
    this.commands = commands;
  }

  /**
   * What became of it.
   *
   * @param status cancelled, or processing while a worker is still to stop
   */
  record Outcome(String status, String message) {}

  /**
   * Writes the request and waits for the decision.
   *
   * @throws ApiException JOB_NOT_FOUND, or INVALID_STATE if the job has ended
   */
  Outcome cancel(Caller caller, JobId job) {
    JobCancelRequested request =
        JobCancelRequested.newBuilder().setReason("asked for by " + caller.owner()).build();
    return switch (log.submit(commands.command(caller.tenant(), job, request), request, PATIENCE)) {
      case Decision.Accepted(var event) ->
          event.getPayload() instanceof JobCancelled
              ? new Outcome("cancelled", "The job is cancelled.")
              : new Outcome("processing", "The job is being cancelled.");
      case Decision.Undecided _ ->
          new Outcome("processing", "The cancellation is written and will be decided shortly.");
      case Decision.Refused(var rejection) -> throw refused(rejection);
    };
  }

  /**
   * Writes the request and waits for the decision; undecided, it is decided shortly.
   *
   * @throws ApiException JOB_NOT_FOUND, or INVALID_STATE if the job has ended
   */
  void prioritise(Caller caller, JobId job, JobPriority priority) {
    var request = JobPriorityChangeRequested.newBuilder().setPriority(priority).build();
    if (log.submit(commands.command(caller.tenant(), job, request), request, PATIENCE)
        instanceof Decision.Refused(var rejection)) {
      throw refused(rejection);
    }
  }

  private static ApiException refused(CommandRejected rejection) {
    return switch (rejection.getReason()) {
      case NOT_FOUND -> JobsController.absent();
      case INVALID_STATE -> new ApiException(ErrorCode.INVALID_STATE, rejection.getDetail());
      case DUPLICATE_REQUEST,
          IDEMPOTENCY_KEY_REUSED,
          TOO_MANY_QUEUED_JOBS,
          INVALID_COMMAND,
          OTHER ->
          new ApiException(ErrorCode.VALIDATION_ERROR, rejection.getDetail());
    };
  }
}
