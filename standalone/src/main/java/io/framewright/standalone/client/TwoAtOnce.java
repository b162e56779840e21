package io.framewright.standalone.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work that waits for the platform, two pieces at a time. */
public final class TwoAtOnce {

  public static final int CLIENTS = 2;

  private TwoAtOnce() {}

  /**
   * All results, in the order of the work.
   *
   * @param each hears of each result, in that order too
   * @throws IllegalStateException if a piece throws
   */
  public static <T> List<T> run(List<? extends Callable<T>> work, Consumer<T> each) {
    try (ExecutorService clients =
        Executors.newFixedThreadPool(CLIENTS, Thread.ofVirtual().factory())) {
      List<Future<T>> running = new ArrayList<>();
      work.forEach(piece -> running.add(clients.submit(piece)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        T result = get(future);
        each.accept(result);
        results.add(result);
      }
      return results;
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("one of the jobs could not be followed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
