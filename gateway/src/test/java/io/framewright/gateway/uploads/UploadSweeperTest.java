package io.framewright.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.testing.InMemoryObjectStore;
import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the store in memory all objects are as old as time, which begins at the epoch. */
class UploadSweeperTest {

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Instant STORED = Instant.EPOCH;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
  private final UploadSweeper sweeper =
      new UploadSweeper(
          store,
          new UploadSettings(LIFETIME, Duration.ofHours(1)),
          new ScheduledExecutorTaskScheduler(threads),
          Clock.systemUTC());

  @BeforeEach
  void store() {
    store.add("uploads/alice/1/note.json", new byte[1]);
    store.add("uploads/alice/1/pieces/000000000000000", new byte[1]);
    store.add("assets/alice/1", new byte[1]);
  }

  @AfterEach
  void end() {
    threads.shutdown();
  }

  @Test
  void whatAnUploadLeftIsRemovedWhenItHasExpiredAndNothingElse() {
    sweeper.sweep(STORED.plus(LIFETIME).plusMillis(1));

    assertThat(store.keys()).containsExactly("assets/alice/1");
  }

  @Test
  void whatMayStillGoOnStays() {
    sweeper.sweep(STORED.plus(LIFETIME));

    assertThat(store.keys()).hasSize(3);
  }

  @Test
  void aStoreThatIsAwayIsLeftToTheNextSweep() {
    store.away(true);

    sweeper.sweep(STORED.plus(LIFETIME).plusMillis(1));

    store.away(false);
    assertThat(store.keys()).hasSize(3);
  }
}
