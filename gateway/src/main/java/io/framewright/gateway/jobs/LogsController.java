package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** {@code /api/v1/jobs/{id}/logs}: what the engine printed, while it runs and afterwards. */
@Controller("/api/v1/jobs/{id}/logs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogsController {

  private static final int MOST_LINES = 1_000;

  private final JobReads reads;
  private final JobLogs logs;

  LogsController(JobReads reads, JobLogs logs) {
    this.reads = reads;
    this.logs = logs;
  }

  /**
   * The last lines of the engine's log.
   *
   * @param lines how many there are
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record LogsAnswer(UUID jobId, int lines, List<String> logs) {}

  /** A job that reused another's results shows how those were made. */
  @Get
  LogsAnswer logs(
      String id, @QueryValue(defaultValue = "100") String lines, Authentication authentication) {
    int most = number(lines);
    JobView job =
        reads
            .find(Caller.of(authentication).tenant(), JobsController.parse(id))
            .orElseThrow(JobsController::absent);
    UUID ran = Objects.requireNonNullElse(job.reusedFrom(), job.id());
    List<String> tail = logs.tail(new JobId(ran), most);
    return new LogsAnswer(job.id(), tail.size(), tail);
  }

  private static int number(String lines) {
    int number = lines.matches("[0-9]{1,4}") ? Integer.parseInt(lines) : 0;
    if (number < 1 || number > MOST_LINES) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR,
          "The parameter 'lines' is a number from 1 to %d.".formatted(MOST_LINES),
          ErrorDetails.field("lines").value(lines));
    }
    return number;
  }
}
