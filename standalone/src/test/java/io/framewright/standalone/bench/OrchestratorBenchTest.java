package io.framewright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks of the orchestrator measure what they say; how much it is, is not tested. */
class OrchestratorBenchTest {

  private final List<String> progress = new ArrayList<>();

  @Test
  void bothSidesAreMeasuredInEachRound(@TempDir Path directory) throws Exception {
    Orchestrator.Measured measured =
        Orchestrator.measure(directory, new Orchestrator.Plan(2, 30, 10, 5, 1), progress::add);
    assertThat(measured.lifecycles()).hasSize(2).allMatch(rate -> rate > 0);
    assertThat(measured.bare()).hasSize(2).allMatch(rate -> rate > 0);
    assertThat(measured.ratio()).isEqualTo(measured.lifecyclesMedian() / measured.bareMedian());
    assertThat(measured.atRest().percentile(50)).isPositive();
    assertThat(measured.paced().percentile(99))
        .isGreaterThanOrEqualTo(measured.paced().percentile(50));
    assertThat(progress).contains("round 1 of 2", "round 2 of 2");
  }

  @Test
  void anOrchestratorDecidesAgainWithWhatIsThere(@TempDir Path directory) throws Exception {
    Restore.Measured measured = Restore.measure(directory, 500, progress::add);
    assertThat(List.of(measured.empty(), measured.fromChangelog(), measured.fromDisk()))
        .allMatch(seconds -> seconds > 0);
    assertThat(progress).contains("restoring from the changelog");
  }
}
