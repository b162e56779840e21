package io.framewright.gateway.events;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.jobs.JobsController;
import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** {@code /api/v1/jobs/{id}/events}: a job is watched. */
@Controller("/api/v1/jobs/{id}/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobEventsController {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final JobReads reads;
  private final JobFeeds feeds;
  private final SseFrame frames;
  private final SseAnswers answers;

  JobEventsController(JobReads reads, JobFeeds feeds, JsonMapper json, SseAnswers answers) {
    this.reads = reads;
    this.feeds = feeds;
    this.frames = new SseFrame(json);
    this.answers = answers;
  }

  @Get
  @Produces(MediaType.ALL) // events, or an error as JSON whatever was asked for
  HttpResponse<Publisher<byte[]>> watch(
      String id, HttpRequest<?> request, Authentication authentication) {
    JobId job = JobsController.parse(id);
    long after = lastSeen(request);
    Caller caller = Caller.of(authentication);
    Watch watch = new Watch(caller.tenant(), job, after, reads, feeds, frames);
    boolean known = false;
    try {
      known = watch.open();
    } finally {
      if (!known) {
        watch.close();
      }
    }
    if (!known) {
      throw JobsController.absent();
    }
    return answers.of(caller, watch);
  }

  private static long lastSeen(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(LAST_EVENT_ID))
        .filter(value -> !value.isBlank())
        .map(value -> {
          if (!value.matches("[0-9]{1,18}")) {
            throw new ApiException(
                ErrorCode.INVALID_HEADER, LAST_EVENT_ID + " is the id of an event of this job.");
          }
          return Long.parseLong(value);
        })
        .orElse(0L);
  }
}
