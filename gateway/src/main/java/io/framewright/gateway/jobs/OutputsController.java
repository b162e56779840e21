package io.framewright.gateway.jobs;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.Downloads;
import io.framewright.gateway.http.Downloads.Download;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;

/** {@code /api/v1/jobs/{id}/outputs/{name}}: what a job made, through the gateway. */
@Controller("/api/v1/jobs/{id}/outputs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OutputsController {

  private final JobReads reads;
  private final JobRenderer renderer;
  private final Downloads downloads;

  OutputsController(JobReads reads, JobRenderer renderer, Downloads downloads) {
    this.reads = reads;
    this.renderer = renderer;
    this.downloads = downloads;
  }

  @Get("/{name}")
  HttpResponse<?> get(
      String id, String name, HttpRequest<?> request, Authentication authentication) {
    return downloads.answer(request, find(id, name, authentication));
  }

  private Download find(String id, String name, Authentication authentication) {
    JobView job =
        reads
            .find(Caller.of(authentication).tenant(), JobsController.parse(id))
            .orElseThrow(JobsController::absent);
    JobView.Output output = job.output(name).orElseThrow(() -> missing(job));
    return new Download(
        output.key(),
        renderer.fileName(job, output.name()),
        output.contentType(),
        output.bytes(),
        output.sha256());
  }

  private static ApiException missing(JobView job) {
    return job.ended()
        ? new ApiException(ErrorCode.OUTPUT_NOT_FOUND, "The job has no output of that name.")
        : new ApiException(
            ErrorCode.OUTPUT_NOT_READY, "The job is still %s.".formatted(job.status()));
  }
}
