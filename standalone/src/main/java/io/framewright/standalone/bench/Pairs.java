package io.framewright.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.standalone.client.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends the same request many times, two at a time, each to its end. */
record Pairs(ApiClient client) {

  static final int AT_ONCE = 2;

  /** How many of the jobs have completed. */
  int run(JsonNode request, int count) {
    try (ExecutorService clients =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(clients.submit(() -> completed(request)));
      }
      return (int) all.stream().filter(Pairs::get).count();
    }
  }

  private boolean completed(JsonNode request) {
    return client.watch(client.convert(request).id(), _ -> {}).isCompleted();
  }

  private static boolean get(Future<Boolean> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a job could not be followed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
