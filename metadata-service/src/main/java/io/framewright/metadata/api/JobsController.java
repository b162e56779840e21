package io.framewright.metadata.api;

import io.framewright.metadata.mongo.MediaView;
import io.framewright.metadata.mongo.MongoStore;
import io.framewright.metadata.postgres.JobQueries;
import io.framewright.metadata.projection.UnavailableException;
import io.framewright.metadata.view.EffortView;
import io.framewright.metadata.view.JobPage;
import io.framewright.metadata.view.JobView;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other services may ask about a tenant's jobs. */
@Controller("/internal/tenants/{tenant}/jobs")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
public class JobsController {

  /** A job's events. */
  @Serdeable
  public record History(List<HistoryEntry> events) {}

  /** What is known about a job's inputs and outputs. */
  @Serdeable
  public record Media(List<MediaView> media) {}

  private static final Logger LOG = LoggerFactory.getLogger(JobsController.class);

  private final JobLookup lookup;
  private final JobQueries queries;
  private final MongoStore mongo;

  JobsController(JobLookup lookup, JobQueries queries, MongoStore mongo) {
    this.lookup = lookup;
    this.queries = queries;
    this.mongo = mongo;
  }

  @Get
  public JobPage list(@PathVariable String tenant, HttpRequest<?> request) {
    return queries.list(tenant, JobFilters.parse(request.getParameters()));
  }

  /** What past tasks tell about one to come. */
  @Get("/effort{?operation,codec,sha256}")
  public EffortView effort(
      @PathVariable String tenant,
      @QueryValue String operation,
      @QueryValue String codec,
      @QueryValue String sha256) {
    return queries.effort(tenant, operation, codec, sha256);
  }

  @Get("/{id}")
  public HttpResponse<?> job(
      @PathVariable String tenant,
      @PathVariable String id,
      @QueryValue(value = "at_least", defaultValue = "0") long atLeast)
      throws InterruptedException {
    return answer(tenant, id, atLeast, job -> HttpResponse.ok(queries.placed(job)));
  }

  /** The job as it was at a time. */
  @Get("/{id}/past")
  public HttpResponse<?> past(
      @PathVariable String tenant, @PathVariable String id, @QueryValue Instant at)
      throws InterruptedException {
    return answer(
        tenant,
        id,
        0,
        job ->
            queries.at(job, at).<HttpResponse<?>>map(HttpResponse::ok).orElseGet(() -> none(id)));
  }

  @Get("/{id}/history")
  public HttpResponse<?> history(
      @PathVariable String tenant,
      @PathVariable String id,
      @QueryValue(defaultValue = "0") long after,
      @QueryValue(value = "at_least", defaultValue = "0") long atLeast)
      throws InterruptedException {
    return answer(
        tenant,
        id,
        atLeast,
        job ->
            HttpResponse.ok(
                new History(
                    queries.history(tenant, job.id(), after).stream()
                        .map(HistoryEntry::of)
                        .toList())));
  }

  /** What decides when the job's turn comes. */
  @Get("/{id}/waiting")
  public HttpResponse<?> waiting(
      @PathVariable String tenant,
      @PathVariable String id,
      @QueryValue(value = "at_least", defaultValue = "0") long atLeast)
      throws InterruptedException {
    return answer(tenant, id, atLeast, job -> HttpResponse.ok(queries.waiting(job)));
  }

  /** A job that reused another job's outputs has that job's media. */
  @Get("/{id}/media")
  public HttpResponse<?> media(@PathVariable String tenant, @PathVariable String id)
      throws InterruptedException {
    return answer(
        tenant,
        id,
        0,
        job ->
            HttpResponse.ok(
                new Media(
                    mongo.media(tenant, Optional.ofNullable(job.reusedFrom()).orElse(job.id())))));
  }

  private HttpResponse<?> answer(
      String tenant, String id, long atLeast, Function<JobView, HttpResponse<?>> found)
      throws InterruptedException {
    return switch (find(tenant, id, atLeast)) {
      case JobLookup.Answer.Found(var job) -> found.apply(job);
      case JobLookup.Answer.Unknown _ -> none(id);
      case JobLookup.Answer.Behind _ ->
          ErrorBody.response(
              ErrorCode.SERVICE_UNAVAILABLE, "the read model is behind the event log");
    };
  }

  private static HttpResponse<?> none(String id) {
    return ErrorBody.response(ErrorCode.JOB_NOT_FOUND, "no job %s".formatted(id));
  }

  private JobLookup.Answer find(String tenant, String id, long atLeast)
      throws InterruptedException {
    UUID job;
    try {
      job = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return new JobLookup.Answer.Unknown();
    }
    return lookup.find(tenant, job, atLeast);
  }

  @Error
  HttpResponse<ErrorBody> refuse(IllegalArgumentException e) {
    return ErrorBody.response(ErrorCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()));
  }

  @Error
  HttpResponse<ErrorBody> unavailable(UnavailableException e) {
    LOG.atWarn().setCause(e).log("a read failed");
    return ErrorBody.response(ErrorCode.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
  }
}
