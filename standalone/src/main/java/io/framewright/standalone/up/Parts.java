package io.framewright.standalone.up;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts the platform's parts side by side, each as soon as what it needs is there. */
final class Parts implements AutoCloseable {

  private static final int AT_ONCE = 8;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Closing closing;
  private final Consumer<String> progress;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task ->
              Thread.ofPlatform()
                  .name("start-" + NUMBER.incrementAndGet())
                  .daemon()
                  .unstarted(task));

  Parts(Closing closing, Consumer<String> progress) {
    this.closing = closing;
    this.progress = progress;
  }

  /** Opens a part when {@code needs} are all done, and says how long it took. */
  <T extends AutoCloseable> CompletableFuture<T> open(
      String name, Supplier<T> opening, CompletableFuture<?>... needs) {
    return run(name, () -> closing.add(name, opening.get()), needs);
  }

  /** Does something that needs no closing. */
  <T> CompletableFuture<T> run(String name, Supplier<T> doing, CompletableFuture<?>... needs) {
    return CompletableFuture.allOf(needs)
        .thenApplyAsync(
            _ -> {
              long begin = System.nanoTime();
              T done = doing.get();
              Duration took = Duration.ofNanos(System.nanoTime() - begin);
              progress.accept("%-20s %5d ms".formatted(name, took.toMillis()));
              return done;
            },
            threads);
  }

  /** Waits for all, or for the first that fails; what went wrong comes out as it was thrown. */
  static void join(CompletableFuture<?>... futures) {
    CompletableFuture<Object> failed = new CompletableFuture<>();
    CompletableFuture<?>[] watched = new CompletableFuture<?>[futures.length];
    for (int i = 0; i < futures.length; i++) {
      watched[i] =
          futures[i].whenComplete((_, failure) -> {
            if (failure != null) {
              failed.completeExceptionally(failure);
            }
          });
    }
    try {
      CompletableFuture.anyOf(failed, CompletableFuture.allOf(watched)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
