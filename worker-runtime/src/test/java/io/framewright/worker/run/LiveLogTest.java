package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.testing.InMemoryObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveLogTest {

  private static final String KEY = "logs/job/task/1-run.log";
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofDays(1);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final RunLog log = new RunLog();

  @Test
  void aLineCanBeReadWhileTheRunGoesOn() {
    LiveLog live = LiveLog.begin(log, store, KEY, SOON);
    log.add("frame=1");
    await().untilAsserted(() -> assertThat(stored()).isEqualTo("frame=1\n"));
    log.add("frame=2");
    await().untilAsserted(() -> assertThat(stored()).isEqualTo("frame=1\nframe=2\n"));
    live.stop();
  }

  @Test
  void theEndWritesWhatNobodyHasReadYet() {
    LiveLog live = LiveLog.begin(log, store, KEY, NEVER);
    log.add("the last word");
    live.finish();
    assertThat(stored()).isEqualTo("the last word\n");
  }

  @Test
  void aRunThatSaidNothingLeavesNothing() {
    LiveLog.begin(log, store, KEY, NEVER).finish();
    assertThat(store.keys()).isEmpty();
  }

  private String stored() {
    return store.keys().contains(KEY)
        ? new String(store.content(KEY), java.nio.charset.StandardCharsets.UTF_8)
        : "";
  }
}
