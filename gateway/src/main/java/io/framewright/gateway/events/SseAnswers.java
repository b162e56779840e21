package io.framewright.gateway.events;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Streams of server-sent events, each on a thread of its own, no faster than its watcher reads. One
 * key cannot have all of them.
 */
@Singleton
final class SseAnswers {

  /** The most streams that one key has open at this gateway. */
  static final int MOST_PER_KEY = 1_000;

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Executor blocking;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  SseAnswers(@Named(TaskExecutors.BLOCKING) Executor blocking) {
    this.blocking = blocking;
  }

  /**
   * The answer; the source is closed when it ends, whoever ends it.
   *
   * @throws ApiException QUOTA_EXCEEDED if the caller's key watches too much already
   */
  HttpResponse<Publisher<byte[]>> of(Caller caller, SseSource source) {
    if (open.merge(caller.owner(), 1, Integer::sum) > MOST_PER_KEY) {
      ended(caller, source);
      throw ApiException.later(
          ErrorCode.QUOTA_EXCEEDED,
          "Your key has %d streams of events open; close one first.".formatted(MOST_PER_KEY),
          LATER);
    }
    return HttpResponse.<Publisher<byte[]>>ok(stream(caller, source))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("X-Accel-Buffering", "no");
  }

  /** Reactor stands here because the HTTP server streams nothing but publishers. */
  private Flux<byte[]> stream(Caller caller, SseSource source) {
    return Flux.<byte[]>generate(sink -> emit(source, sink))
        .subscribeOn(Schedulers.fromExecutor(blocking))
        .doFinally(_ -> ended(caller, source));
  }

  private void ended(Caller caller, SseSource source) {
    open.computeIfPresent(caller.owner(), (_, count) -> count > 1 ? count - 1 : null);
    source.close();
  }

  private static void emit(SseSource source, SynchronousSink<byte[]> sink) {
    try {
      source.next().ifPresentOrElse(sink::next, sink::complete);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sink.complete();
    }
  }
}
