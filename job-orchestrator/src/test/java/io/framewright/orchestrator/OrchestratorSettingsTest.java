package io.framewright.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrchestratorSettingsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aResultIsOutOfUseBeforeItsRenditionsMayGo() {
    assertThat(reusing(Duration.ofHours(24).minusMillis(1)).reuseFor()).isLessThan(DAY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reusing(DAY))
        .withMessageContaining("reuse-for");
  }

  @Test
  void aLeaseLastsASecondAtLeast() {
    assertThat(leasing(Duration.ofSeconds(1)).leaseTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leasing(Duration.ofMillis(999)))
        .withMessageContaining("lease-timeout");
  }

  private static OrchestratorSettings reusing(Duration reuse) {
    return settings(Duration.ofSeconds(15), reuse);
  }

  private static OrchestratorSettings leasing(Duration lease) {
    return settings(lease, Duration.ZERO);
  }

  private static OrchestratorSettings settings(Duration lease, Duration reuse) {
    return new OrchestratorSettings(
        Path.of("state"), 1, "", 0, lease, Duration.ofMinutes(1), Duration.ofHours(6), reuse);
  }
}
