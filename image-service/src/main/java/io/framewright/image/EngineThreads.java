package io.framewright.image;

import io.framewright.image.vips.Vips;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The platform threads on which libvips runs, one per core. libvips keeps memory per thread, so the
 * threads are few, live as long as the service, and say goodbye to it at their end.
 */
final class EngineThreads implements AutoCloseable {

  private final ExecutorService threads;

  /**
   * @param slots at least 1
   */
  EngineThreads(Vips vips, int slots) {
    var builder = Thread.ofPlatform().name("vips-", 0).daemon();
    threads =
        Executors.newFixedThreadPool(
            slots, work -> builder.unstarted(() -> runThenLeave(work, vips)));
  }

  /**
   * Does {@code work} on an engine thread and waits for it. If the caller is interrupted, work that
   * has not started is dropped and work in C runs to its end, unseen.
   */
  <T> T call(Callable<T> work) throws InterruptedException {
    Future<T> result = threads.submit(work);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine thread failed: " + e.getCause(), e.getCause());
    }
  }

  private static void runThenLeave(Runnable work, Vips vips) {
    try {
      work.run();
    } finally {
      vips.endThread();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
