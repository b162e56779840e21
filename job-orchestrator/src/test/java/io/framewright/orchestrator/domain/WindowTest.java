package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Duration LATE = Window.LONG.plusMillis(1);
  private final Window window = new Window();
  private Instant now = Scenario.THEN;

  private void started(Duration waited) {
    now = now.plus(Window.LONG).plusMillis(1);
    window.started(waited, now);
  }

  @Test
  void itGrowsByOneWithEachPromptStartUpToItsEnd() {
    assertThat(window.size()).isEqualTo(Window.LEAST);
    started(Window.AT_ONCE);
    assertThat(window.size()).isEqualTo(Window.LEAST + 1);
    for (int i = 0; i < 2 * Window.MOST; i++) {
      started(Duration.ZERO);
    }
    assertThat(window.size()).isEqualTo(Window.MOST);
  }

  @Test
  void itStaysWhileOffersWaitALittle() {
    started(Window.AT_ONCE.plusMillis(1));
    started(Window.LONG);
    assertThat(window.size()).isEqualTo(Window.LEAST);
  }

  @Test
  void itHalvesWhenOffersWaitLongAndNeverCloses() {
    for (int i = 0; i < 8; i++) {
      started(Duration.ZERO);
    }
    assertThat(window.size()).isEqualTo(10);
    started(LATE);
    assertThat(window.size()).isEqualTo(5);
    started(LATE);
    started(LATE);
    assertThat(window.size()).isEqualTo(Window.LEAST);
  }

  @Test
  void oneCongestionIsOneHalving() {
    for (int i = 0; i < 8; i++) {
      started(Duration.ZERO);
    }
    started(LATE);
    window.started(LATE, now);
    window.started(LATE, now.plusMillis(500));
    assertThat(window.size()).isEqualTo(5);
  }
}
