package io.framewright.standalone.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kills processes, or stops them for a while, one after the other at random. Two in three are
 * killed (SIGKILL); the others stand still (SIGSTOP) for shorter or longer than a lease lasts.
 */
final class Weather implements AutoCloseable {

  private static final int LONGEST_STANDSTILL_MILLIS = 18_000;

  private final Random random;
  private final Supplier<Map<String, ProcessHandle>> processes;
  private final Consumer<String> progress;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final long end;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * @param processes those that live, by name
   * @param mean time between two blows
   * @param length after which there are no more
   */
  Weather(
      Random random,
      Duration mean,
      Duration length,
      Supplier<Map<String, ProcessHandle>> processes,
      Consumer<String> progress) {
    this.random = random;
    this.processes = processes;
    this.progress = progress;
    this.end = System.nanoTime() + length.toNanos();
    next(mean);
  }

  int kills() {
    return kills.get();
  }

  int stops() {
    return stops.get();
  }

  private void next(Duration mean) {
    if (over.get() || System.nanoTime() > end) {
      return;
    }
    long pause = mean.toMillis() / 2 + random.nextLong(mean.toMillis());
    var _ =
        clock.schedule(
            () -> {
              if (!over.get()) {
                strikeOrSayWhyNot();
                next(mean);
              }
            },
            pause,
            TimeUnit.MILLISECONDS);
  }

  private void strikeOrSayWhyNot() {
    try {
      strike();
    } catch (RuntimeException e) {
      over.set(true);
      failure.set(e);
    }
  }

  private void strike() {
    List<Map.Entry<String, ProcessHandle>> living = List.copyOf(processes.get().entrySet());
    if (living.isEmpty()) {
      return;
    }
    Map.Entry<String, ProcessHandle> victim = living.get(random.nextInt(living.size()));
    if (random.nextInt(3) > 0) {
      kills.incrementAndGet();
      progress.accept("kill -9 %s".formatted(victim.getKey()));
      victim.getValue().destroyForcibly();
    } else {
      stops.incrementAndGet();
      int millis = 500 + random.nextInt(LONGEST_STANDSTILL_MILLIS);
      progress.accept("kill -STOP %s for %d ms".formatted(victim.getKey(), millis));
      signal("STOP", victim.getValue());
      var _ =
          clock.schedule(() -> signal("CONT", victim.getValue()), millis, TimeUnit.MILLISECONDS);
    }
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD) // it may have ended meanwhile
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no kill to run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No further blow; whoever stands still goes on when its time has come. */
  @Override
  public void close() {
    over.set(true);
    clock.shutdown(); // standstills that are scheduled still end
    try {
      if (!clock.awaitTermination(LONGEST_STANDSTILL_MILLIS * 2L, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("a process was left standing");
      }
    } catch (InterruptedException e) {
      clock.shutdownNow();
      Thread.currentThread().interrupt();
    }
    RuntimeException trouble = failure.get();
    if (trouble != null) {
      throw trouble;
    }
  }
}
