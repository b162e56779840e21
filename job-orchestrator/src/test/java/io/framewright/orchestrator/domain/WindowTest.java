package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Duration LATE = Window.LONG.plusMillis(1);
  private static final Duration NO_TIME = Duration.ZERO;
  private final Window window = new Window();
  private Instant now = Scenario.THEN;

  private void started(Duration waited, Duration idle) {
    now = now.plus(Window.LONG).plusMillis(1);
    window.started(waited, idle, now);
  }

  private void open() {
    for (int i = 0; i < 50; i++) {
      started(NO_TIME, Window.IDLE);
    }
  }

  @Test
  void itGrowsWhileWorkersWaitUpToItsEnd() {
    assertThat(window.size()).isEqualTo(Window.LEAST);
    started(NO_TIME, Window.IDLE);
    assertThat(window.size()).isEqualTo(3);
    started(LATE, Window.IDLE);
    assertThat(window.size()).as("the offer's time was not the workers'").isEqualTo(4);
    open();
    assertThat(window.size()).isEqualTo(Window.MOST);
  }

  @Test
  void itStaysWhileNeitherWaitsLong() {
    started(NO_TIME, Window.IDLE.minusMillis(1));
    started(Window.LONG, NO_TIME);
    assertThat(window.size()).isEqualTo(Window.LEAST);
  }

  @Test
  void itHalvesWhenOffersWaitLongAndNeverCloses() {
    open();
    started(LATE, NO_TIME);
    assertThat(window.size()).isEqualTo(Window.MOST / 2);
    for (int i = 0; i < 10; i++) {
      started(LATE, NO_TIME);
    }
    assertThat(window.size()).isEqualTo(Window.LEAST);
  }

  @Test
  void oneCongestionIsOneHalving() {
    open();
    started(LATE, NO_TIME);
    window.started(LATE, NO_TIME, now);
    window.started(LATE, NO_TIME, now.plusMillis(500));
    assertThat(window.size()).isEqualTo(Window.MOST / 2);
  }
}
