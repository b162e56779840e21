package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.ids.IdSource;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.worker.TaskContext.Speed;
import io.framewright.worker.fakes.Offers;
import io.framewright.worker.fakes.RecordingBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final RecordingBroker broker = new RecordingBroker();
  private final Heartbeat heartbeat =
      new Heartbeat(
          Offers.run(Offers.valid()),
          new RunReports(
              broker.producer(), "worker-1", "test 1", IdSource.timeOrdered(), Clock.systemUTC()));
  private long now = System.nanoTime();

  @Test
  void theLastProgressIsRepeatedWhenNothingChanges() {
    heartbeat.update(Stage.PROCESSING, 50, Speed.UNKNOWN);
    tickFor(Duration.ofSeconds(10));

    assertThat(broker.progress()).hasSizeBetween(4, 5);
    assertThat(broker.progress()).extracting(TaskProgress::getPercent).containsOnly(50.0);
  }

  @Test
  void manyChangesAreSentFourTimesASecond() {
    for (int i = 0; i < 100; i++) {
      heartbeat.update(Stage.PROCESSING, i, Speed.UNKNOWN);
      if (i % 25 == 24) {
        tickFor(Heartbeat.SHORTEST);
      }
    }

    assertThat(broker.progress()).hasSize(4);
  }

  @Test
  void progressNeverGoesBack() {
    heartbeat.update(Stage.PROCESSING, 80, Speed.UNKNOWN);
    tickFor(Heartbeat.SHORTEST);
    heartbeat.update(
        Stage.PROCESSING,
        10,
        new Speed(OptionalDouble.of(25), OptionalDouble.empty(), OptionalDouble.of(Double.NaN)));
    tickFor(Heartbeat.SHORTEST);

    assertThat(broker.progress()).extracting(TaskProgress::getPercent).containsExactly(77.0, 77.0);
    assertThat(broker.progress().getLast().getFps()).isEqualTo(25);
    assertThat(broker.progress().getLast().getEtaSeconds()).isNull();
  }

  @Test
  void nothingIsSentOnceStopped() {
    heartbeat.stop();
    heartbeat.update(Stage.PROCESSING, 50, Speed.UNKNOWN);
    tickFor(Duration.ofSeconds(10));

    assertThat(broker.progress()).isEmpty();
  }

  @Test
  void aBrokerThatRefusesDoesNotEndIt() {
    broker.refuse(new KafkaException("away"));

    tickFor(Duration.ofSeconds(10));

    assertThat(broker.progress()).isEmpty();
  }

  private void tickFor(Duration duration) {
    for (long i = 0; i < duration.dividedBy(Heartbeat.SHORTEST); i++) {
      now += Heartbeat.SHORTEST.toNanos();
      heartbeat.tick(now);
    }
  }
}
