package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.log.Workers;
import io.framewright.gateway.metadata.JobHistory;
import io.framewright.gateway.metadata.JobMedia;
import io.framewright.gateway.metadata.JobPage;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/jobs}: jobs are read, moved, repeated and cancelled. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class JobsController {

  private final JobReads reads;
  private final Conversions conversions;
  private final JobRenderer renderer;
  private final JobChanges changes;
  private final Workers workers;
  private final Clock clock;

  JobsController(
      JobReads reads,
      JobRenderer renderer,
      JobChanges changes,
      Conversions conversions,
      Workers workers,
      Clock clock) {
    this.workers = workers;
    this.clock = clock;
    this.conversions = conversions;
    this.reads = reads;
    this.renderer = renderer;
    this.changes = changes;
  }

  /**
   * A page of jobs.
   *
   * @param page from 1; none for a page that a cursor led to
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record JobsAnswer(
      List<JobJson> jobs,
      long total,
      @Nullable Integer page,
      int perPage,
      boolean hasNext,
      boolean hasPrev,
      @Nullable String nextCursor) {}

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
        query.after() == null ? query.page() : null,
        query.perPage(),
        page.more(),
        query.page() > 1 || query.after() != null,
        page.more() ? JobCursor.after(page.jobs().getLast(), query.sort()) : null);
  }

  /** The job as it is, or as it was at a time. */
  @Get("/{id}{?at}")
  JobJson job(String id, @Nullable String at, Authentication authentication) {
    TenantId tenant = Caller.of(authentication).tenant();
    return at == null
        ? present(tenant, parse(id))
        : reads
            .past(tenant, parse(id), time(at))
            .map(renderer::renderPast)
            .orElseThrow(JobsController::absent);
  }

  private JobJson present(TenantId tenant, JobId job) {
    return reads.find(tenant, job).map(renderer::render).orElseThrow(JobsController::absent);
  }

  private Instant time(String at) {
    try {
      Instant time = OffsetDateTime.parse(at).toInstant();
      if (!time.isAfter(clock.instant())) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // refused below, as a time to come is
    }
    throw new ApiException(
        ErrorCode.VALIDATION_ERROR,
        "The parameter 'at' is a time of RFC 3339 that has been.",
        ErrorDetails.field("at").value(at).suggestion("2026-11-22T19:30:00Z"));
  }

  @Delete("/{id}")
  HttpResponse<CancelAnswer> cancel(String id, Authentication authentication) {
    JobId job = parse(id);
    JobChanges.Outcome outcome = changes.cancel(Caller.of(authentication), job);
    return HttpResponse.<CancelAnswer>accepted()
        .body(new CancelAnswer(job.value(), outcome.status(), outcome.message()));
  }

  /** A job's new place among its tenant's jobs. */
  @Patch("/{id}")
  JobJson change(String id, @Body byte[] body, Authentication authentication) {
    JobId job = parse(id);
    JsonNode asked = StrictJson.read(body, "The body");
    String priority =
        Fields.of(asked, "", ErrorCode.VALIDATION_ERROR).only("priority").requiredText("priority");
    Caller caller = Caller.of(authentication);
    changes.prioritise(caller, job, JobOptions.priority(priority));
    return present(caller.tenant(), job);
  }

  /** The same once more, as a new job. */
  @Post("/{id}/retry")
  HttpResponse<ConvertController.JobAnswer> retry(
      String id, HttpRequest<?> request, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    JobView job = reads.find(caller.tenant(), parse(id)).orElseThrow(JobsController::absent);
    if (!job.ended()) {
      throw new ApiException(
          ErrorCode.INVALID_STATE,
          "The job is %s; a retry is for a job that has ended.".formatted(job.status()));
    }
    JobView again = conversions.again(caller, Asking.of(request, false), job).job();
    return HttpResponse.<ConvertController.JobAnswer>accepted(
            URI.create("/api/v1/jobs/" + again.id()))
        .body(new ConvertController.JobAnswer(renderer.render(again)));
  }

  @Get("/{id}/history")
  JobHistory history(String id, Authentication authentication) {
    return reads
        .history(Caller.of(authentication).tenant(), parse(id), 0)
        .orElseThrow(JobsController::absent);
  }

  /** What keeps the job from running, in words. */
  @Get("/{id}/why-waiting")
  WhyWaiting whyWaiting(String id, Authentication authentication) {
    return reads
        .waiting(Caller.of(authentication).tenant(), parse(id))
        .map(view -> WhyWaiting.of(view, workers.present(), clock.instant()))
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
