package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.PathId;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/batch}: several jobs are asked for together. */
@Controller("/api/v1/batch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BatchController {

  private final Batches batches;
  private final JobRenderer renderer;

  BatchController(Batches batches, JobRenderer renderer) {
    this.batches = batches;
    this.renderer = renderer;
  }

  /**
   * A batch as clients see it.
   *
   * @param status processing, completed, failed, partial_success or cancelled
   * @param progress 0 to 100, the mean of its jobs
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record BatchJson(
      UUID batchId,
      @Nullable String batchName,
      String status,
      double progress,
      int totalJobs,
      Statistics statistics,
      List<JobJson> jobs,
      List<BatchNote.Warning> warnings) {}

  /** How many of the jobs are where. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Statistics(
      int totalJobs, long completed, long failed, long cancelled, long processing, long queued) {

    private static Statistics of(int total, List<JobView> jobs) {
      return new Statistics(
          total,
          count(jobs, "completed"),
          count(jobs, "failed"),
          count(jobs, "cancelled"),
          count(jobs, "processing"),
          count(jobs, "queued") + Math.max(0, total - jobs.size())); // not shown yet
    }

    private static long count(List<JobView> jobs, String status) {
      return jobs.stream().filter(job -> job.status().equals(status)).count();
    }

    private String status() {
      if (processing + queued > 0) {
        return "processing";
      }
      if (completed == totalJobs) {
        return "completed";
      }
      if (completed > 0) {
        return "partial_success";
      }
      return failed > 0 ? "failed" : "cancelled";
    }
  }

  /** What became of a cancellation. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record CancelAnswer(
      UUID batchId, int totalJobs, int cancelled, int failedToCancel, String message) {}

  @Post
  HttpResponse<BatchJson> submit(
      HttpRequest<?> request, @Body byte[] body, Authentication authentication) {
    Batches.Batch asked =
        batches.submit(
            Caller.of(authentication),
            Asking.of(request, false),
            StrictJson.read(body, "The body"));
    return HttpResponse.<BatchJson>accepted(URI.create("/api/v1/batch/" + asked.id()))
        .body(json(asked));
  }

  @Get("/{id}")
  BatchJson show(String id, Authentication authentication) {
    return json(batches.find(Caller.of(authentication), parse(id)));
  }

  @Delete("/{id}")
  HttpResponse<CancelAnswer> cancel(String id, Authentication authentication) {
    UUID batch = parse(id);
    Batches.Cancelled done = batches.cancel(Caller.of(authentication), batch);
    return HttpResponse.<CancelAnswer>accepted()
        .body(
            new CancelAnswer(
                batch,
                done.total(),
                done.cancelled(),
                done.failed(),
                "%d of %d jobs are cancelled.".formatted(done.cancelled(), done.total())));
  }

  private BatchJson json(Batches.Batch batch) {
    BatchNote note = batch.note();
    List<JobJson> jobs = batch.jobs().stream().map(renderer::render).toList();
    Statistics statistics = Statistics.of(note.totalJobs(), batch.jobs());
    double progress =
        jobs.stream().mapToDouble(JobJson::progress).sum() / Math.max(1, note.totalJobs());
    return new BatchJson(
        batch.id(),
        note.batchName(),
        statistics.status(),
        Math.round(progress * 10) / 10.0,
        note.totalJobs(),
        statistics,
        jobs,
        note.warnings());
  }

  private static UUID parse(String id) {
    return PathId.of(id, () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such batch."));
  }
}
