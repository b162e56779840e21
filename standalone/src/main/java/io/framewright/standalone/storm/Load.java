package io.framewright.standalone.storm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.ApiException;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.storm.Ledger.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients of all manners: most want a picture made smaller, some a frame of a clip; some repeat a
 * request at the same time, some change their mind. All of their inputs are good.
 */
final class Load {

  private static final int CLIPS_IN = 5;
  private static final int REPEATS_IN = 4;
  private static final int CANCELS_IN = 8;
  private static final int SHARED_IN = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final ApiClient api;
  private final Ledger ledger;
  private final String photo;
  private final String clip;

  Load(ApiClient api, Ledger ledger, Path picture, Path video) {
    this.api = api;
    this.ledger = ledger;
    this.photo = api.upload(picture);
    this.clip = api.upload(video);
  }

  /** What one client does. */
  private record Wish(int number, Duration after, ObjectNode request, int times, boolean cancels) {}

  /** Submits the jobs, spread over the time, and returns when all were answered. */
  void submit(Random random, int jobs, Duration over) {
    List<Wish> wishes =
        IntStream.range(0, jobs).mapToObj(number -> wish(random, number, jobs, over)).toList();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      wishes.forEach(wish -> all.add(clients.submit(() -> fulfil(wish))));
      all.forEach(Load::join);
    }
  }

  private Wish wish(Random random, int number, int jobs, Duration over) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    if (random.nextInt(CLIPS_IN) == 0) {
      request.put("input", clip).put("output", "jpg");
      operation(request, "thumbnail", "timestamp", random.nextInt(3)).put("width", 160);
    } else {
      request.put("input", photo).put("output", "webp");
      operation(request, "resize", "width", 64 + random.nextInt(256));
    }
    request.putObject("options").put("memoize", random.nextInt(SHARED_IN) == 0);
    return new Wish(
        number,
        over.multipliedBy(number).dividedBy(jobs),
        request,
        random.nextInt(REPEATS_IN) == 0 ? 3 : 1,
        random.nextInt(CANCELS_IN) == 0);
  }

  private static ObjectNode operation(ObjectNode request, String type, String name, int value) {
    return request
        .putArray("operations")
        .addObject()
        .put("type", type)
        .putObject("params")
        .put(name, value);
  }

  private void fulfil(Wish wish) {
    LockSupport.parkNanos(wish.after().toNanos());
    Set<String> ids = new HashSet<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Job>> answers = new ArrayList<>();
      for (int i = 0; i < wish.times(); i++) {
        answers.add(callers.submit(() -> accepted(wish)));
      }
      answers.forEach(answer -> ids.add(join(answer).id()));
    }
    ids.forEach(id -> {
      Promise promise = ledger.promised(id);
      if (wish.cancels()) {
        promise.cancel();
        cancel(id);
      }
    });
    if (ids.size() > 1) {
      throw new IllegalStateException("one request became the jobs %s".formatted(ids));
    }
  }

  /** Asks with the same key until the platform is not busy with itself. */
  private Job accepted(Wish wish) {
    return insist(() -> api.convert(wish.request(), "storm-" + wish.number()));
  }

  private void cancel(String id) {
    insist(() -> {
      try {
        api.cancel(id);
      } catch (ApiException e) {
        if (e.status() != 409) { // it has ended
          throw e;
        }
      }
      return id;
    });
  }

  private interface Call<T> {
    T make();
  }

  private static <T> T insist(Call<T> call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.make();
      } catch (ApiException e) {
        if (e.status() != 503 || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
