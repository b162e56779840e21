package io.framewright.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.schemas.avro.WorkerStatus;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.RecordingBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatusReportsTest {

  private final RecordingBroker broker = new RecordingBroker();
  private final AtomicReference<WorkerState> state = new AtomicReference<>(WorkerState.READY);
  private final AtomicInteger busy = new AtomicInteger();
  private final StatusReports reports =
      new StatusReports(
          broker.producer(),
          new FakeHandler(),
          new WorkerSettings(
              "worker-1", 2, null, WorkerSettings.Source.SHARE_GROUP, Duration.ZERO, 0),
          state::get,
          busy::get,
          Clock.systemUTC());

  @Test
  void aStatusIsRepeatedEveryTenTicksAndSaidAnewWhenItChanges() {
    tick(20);
    assertThat(broker.statuses()).hasSize(2);

    busy.set(1);
    tick(1);
    state.set(WorkerState.DRAINING);
    tick(1);

    assertThat(broker.statuses())
        .extracting(WorkerStatus::getState)
        .containsExactly("ready", "ready", "ready", "draining");
    assertThat(broker.statuses().getLast().getBusy()).isEqualTo(1);
    assertThat(broker.statuses().getLast().getSlots()).isEqualTo(2);
  }

  @Test
  void theLastWordIsThatItStopped() {
    state.set(WorkerState.STOPPED);
    reports.close();

    assertThat(broker.statuses()).extracting(WorkerStatus::getState).containsExactly("stopped");
  }

  private void tick(int times) {
    for (int i = 0; i < times; i++) {
      reports.tick();
    }
  }
}
