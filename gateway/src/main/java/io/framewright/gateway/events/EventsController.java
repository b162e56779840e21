package io.framewright.gateway.events;

import io.framewright.gateway.log.JobFeeds;
import io.framewright.gateway.security.Caller;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import org.reactivestreams.Publisher;

/** {@code /api/v1/events}: all jobs of the caller's tenant are watched. */
@Controller("/api/v1/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventsController {

  private final JobFeeds feeds;
  private final SseFrame frames;
  private final SseAnswers answers;

  EventsController(JobFeeds feeds, JsonMapper json, SseAnswers answers) {
    this.feeds = feeds;
    this.frames = new SseFrame(json);
    this.answers = answers;
  }

  @Get
  @Produces(MediaType.ALL) // events, or an error as JSON whatever was asked for
  HttpResponse<Publisher<byte[]>> watch(Authentication authentication) {
    Caller caller = Caller.of(authentication);
    return answers.of(caller, new TenantWatch(caller.tenant(), feeds, frames));
  }
}
