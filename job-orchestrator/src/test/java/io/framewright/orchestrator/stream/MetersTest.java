package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.Records;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {

  @TempDir Path directory;

  @Test
  void jobsDecisionsAndEventsAreCounted() {
    try (Harness topology = new Harness(directory)) {
      topology.command(Records.submit(Records.Job.next()));
      assertThat(gauge(topology, "framewright.jobs.running")).isEqualTo(1);
      assertThat(gauge(topology, "framewright.jobs.queued")).isZero();
      assertThat(
              topology
                  .meters
                  .get("framewright.decisions")
                  .tag("command", "SubmitJob")
                  .tag("outcome", "accepted")
                  .counter()
                  .count())
          .isEqualTo(1);
      assertThat(
              topology
                  .meters
                  .get("framewright.events")
                  .tag("type", "TaskDispatched")
                  .counter()
                  .count())
          .isEqualTo(1);
    }
  }

  private static double gauge(Harness topology, String name) {
    return topology.meters.get(name).gauges().stream().mapToDouble(each -> each.value()).sum();
  }
}
