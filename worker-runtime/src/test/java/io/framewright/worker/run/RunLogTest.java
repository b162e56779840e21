package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunLogTest {

  private final RunLog log = new RunLog();

  @Test
  void theLastTenThousandLinesAreKept() {
    for (int i = 1; i <= 10_005; i++) {
      log.add("line " + i);
    }

    assertThat(text().lines()).hasSize(10_001).contains("line 6").doesNotContain("line 5");
    assertThat(text()).startsWith("… 5 earlier lines are not kept");
  }

  @Test
  void noMoreThanAMegabyteIsKept() {
    for (int i = 0; i < 1_000; i++) {
      log.add("x".repeat(5_000));
    }

    assertThat(text().length()).isLessThan((1 << 20) + 100);
  }

  private String text() {
    return new String(log.content(), StandardCharsets.UTF_8);
  }
}
