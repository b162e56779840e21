package io.framewright.gateway.events;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Streams of server-sent events, each on a thread of its own, no faster than its watcher reads. */
@Singleton
final class SseAnswers {

  private final Executor blocking;

  SseAnswers(@Named(TaskExecutors.BLOCKING) Executor blocking) {
    this.blocking = blocking;
  }

  /** The answer; the source is closed when it ends, whoever ends it. */
  HttpResponse<Publisher<byte[]>> of(SseSource source) {
    return HttpResponse.<Publisher<byte[]>>ok(stream(source))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("X-Accel-Buffering", "no");
  }

  /** Reactor stands here because the HTTP server streams nothing but publishers. */
  private Flux<byte[]> stream(SseSource source) {
    return Flux.<byte[]>generate(sink -> emit(source, sink))
        .subscribeOn(Schedulers.fromExecutor(blocking))
        .doFinally(_ -> source.close());
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
