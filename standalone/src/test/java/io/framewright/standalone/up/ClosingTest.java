package io.framewright.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void theLastIsClosedFirstAndAFailureStopsNothing() {
    Closing closing = new Closing();
    closing.add("a", () -> closed.add("a"));
    closing.add(
        "b",
        () -> {
          throw new IllegalStateException("b");
        });
    closing.add("c", () -> closed.add("c"));

    closing.close();

    assertThat(closed).containsExactly("c", "a");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    Closing closing = new Closing();
    closing.close();

    closing.add("late", () -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void pausesGrowUntilAProcessIsSteady() {
    Backoff backoff = new Backoff();

    assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(400));
    for (int i = 0; i < 10; i++) {
      backoff.after(Duration.ZERO);
    }
    assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
    assertThat(backoff.after(Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void configurationBecomesEnvironmentVariables() {
    assertThat(
            Configuration.asEnvironment(
                java.util.Map.of("framewright.kafka.bootstrap-servers", "x:1")))
        .containsEntry("FRAMEWRIGHT_KAFKA_BOOTSTRAP_SERVERS", "x:1");
  }
}
