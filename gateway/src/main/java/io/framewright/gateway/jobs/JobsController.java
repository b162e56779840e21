package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.metadata.JobHistory;
import io.framewright.gateway.metadata.JobMedia;
import io.framewright.gateway.metadata.JobPage;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.UUID;

/** {@code /api/v1/jobs}: jobs are read and cancelled. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class JobsController {

  private final JobReads reads;
  private final JobRenderer renderer;
  private final JobCancellation cancellation;

  JobsController(JobReads reads, JobRenderer renderer, JobCancellation cancellation) {
    this.reads = reads;
    this.renderer = renderer;
    this.cancellation = cancellation;
  }

  /** A page of jobs. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record JobsAnswer(
      List<JobJson> jobs, long total, int page, int perPage, boolean hasNext, boolean hasPrev) {}

  /** What became of a cancellation. */
  @Serdeable
  record CancelAnswer(UUID id, String status, String message) {}

  @Get
  JobsAnswer list(HttpRequest<?> request, Authentication authentication) {
    JobQuery query = JobList.query(request.getParameters());
    JobPage page = reads.list(Caller.of(authentication).tenant(), query);
    return new JobsAnswer(
        page.jobs().stream().map(renderer::render).toList(),
        page.total(),
        query.page(),
        query.perPage(),
        (long) query.page() * query.perPage() < page.total(),
        query.page() > 1);
  }

  @Get("/{id}")
  JobJson job(String id, Authentication authentication) {
    return reads
        .find(Caller.of(authentication).tenant(), parse(id))
        .map(renderer::render)
        .orElseThrow(JobsController::absent);
  }

  @Delete("/{id}")
  HttpResponse<CancelAnswer> cancel(String id, Authentication authentication) {
    JobId job = parse(id);
    JobCancellation.Outcome outcome = cancellation.cancel(Caller.of(authentication), job);
    return HttpResponse.<CancelAnswer>accepted()
        .body(new CancelAnswer(job.value(), outcome.status(), outcome.message()));
  }

  @Get("/{id}/history")
  JobHistory history(String id, Authentication authentication) {
    return reads
        .history(Caller.of(authentication).tenant(), parse(id), 0)
        .orElseThrow(JobsController::absent);
  }

  @Get("/{id}/media")
  JobMedia media(String id, Authentication authentication) {
    return reads
        .media(Caller.of(authentication).tenant(), parse(id))
        .orElseThrow(JobsController::absent);
  }

  /**
   * A job's id as it stands in a path; what is no id names no job.
   *
   * @throws ApiException JOB_NOT_FOUND
   */
  public static JobId parse(String id) {
    try {
      return JobId.parse(id);
    } catch (IllegalArgumentException _) {
      throw absent();
    }
  }

  /** The error for a job that is not there, or not the caller's. */
  public static ApiException absent() {
    return new ApiException(ErrorCode.JOB_NOT_FOUND, "There is no such job.");
  }
}
