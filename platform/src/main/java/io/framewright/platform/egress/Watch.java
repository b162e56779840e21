package io.framewright.platform.egress;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Ends a request that brings too little over a while, or takes too long as a whole. */
final class Watch implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("egress-watch").factory());

  private final EgressSettings settings;
  private final Runnable cut;
  private final long begin = System.nanoTime();
  private final AtomicLong fresh = new AtomicLong();
  private final ScheduledFuture<?> ticks;
  private volatile @Nullable String reason;

  private Watch(EgressSettings settings, Runnable cut) {
    this.settings = settings;
    this.cut = cut;
    long every = settings.patience().toMillis();
    this.ticks = CLOCK.scheduleAtFixedRate(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * @param cut ends the request; called at most once, on another thread
   */
  static Watch over(EgressSettings settings, Runnable cut) {
    return new Watch(settings, cut);
  }

  void came(int bytes) {
    fresh.addAndGet(bytes);
  }

  private void look() {
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    double least = settings.leastBytesPerSecond() * (settings.patience().toMillis() / 1000.0);
    if (fresh.getAndSet(0) < Math.max(1, least)) {
      end("the server sends too slowly");
    } else if (taken.compareTo(settings.maxDuration()) > 0) {
      end("the file took longer than %d seconds".formatted(settings.maxDuration().toSeconds()));
    }
  }

  private void end(String why) {
    reason = why;
    ticks.cancel(false);
    cut.run();
  }

  /** Why the request was ended, if it was. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void close() {
    ticks.cancel(false);
  }
}
