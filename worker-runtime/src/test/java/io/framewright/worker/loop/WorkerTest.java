package io.framewright.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.platform.ids.IdSource;
import io.framewright.platform.telemetry.Traces;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunReleased;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.testing.InMemoryObjectStore;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.Offers;
import io.framewright.worker.fakes.QueueSource;
import io.framewright.worker.fakes.RecordingBroker;
import io.framewright.worker.fakes.Remote;
import io.framewright.worker.run.CrashMarks;
import io.framewright.worker.run.Heartbeats;
import io.framewright.worker.run.RunReports;
import io.framewright.worker.run.RunTelemetry;
import io.framewright.worker.run.RunTools;
import io.framewright.worker.run.Runs;
import io.framewright.worker.scratch.ClaimGuard;
import io.framewright.worker.scratch.ScratchSpace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerTest {

  @TempDir Path directory;
  private final FakeHandler handler = new FakeHandler();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final RecordingBroker broker = new RecordingBroker();
  private final QueueSource source = new QueueSource();
  private final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger preparations = new AtomicInteger();
  private final RunReports reports =
      new RunReports(
          broker.producer(), "worker-1", "test 1", IdSource.timeOrdered(), Clock.systemUTC());
  private final Heartbeats heartbeats = new Heartbeats(reports);
  private final ClaimGuard guard = new ClaimGuard(freeBytes::get, 100, Clock.systemUTC());
  private ScratchSpace scratch;
  private Worker worker;

  @BeforeEach
  void make() {
    scratch = ScratchSpace.open(directory);
    store.add(Offers.INPUT_KEY, Offers.INPUT);
    RunTools tools =
        new RunTools(
            handler,
            store,
            Remote.files(),
            reports,
            heartbeats,
            scratch,
            new CrashMarks(scratch),
            guard,
            new RunTelemetry(new SimpleMeterRegistry(), Traces.off()));
    worker =
        new Worker(
            new Worker.WorkerParts(
                preparations::incrementAndGet,
                () -> source,
                new Runs(tools),
                reports,
                guard,
                IdSource.timeOrdered(),
                Clock.systemUTC(),
                1,
                Duration.ofMillis(100)));
  }

  @AfterEach
  void close() {
    worker.close();
    heartbeats.close();
    scratch.close();
  }

  @Test
  void anOfferBecomesAStartAndACompletion() {
    source.offer(Offers.valid());
    worker.start();

    await().untilAsserted(() -> assertSaid(RunStarted.class, RunCompleted.class));
    assertThat(source.accepted()).hasSize(1);
  }

  /** A run can take the process down; an offer that came again would then do so for ever. */
  @Test
  void anOfferIsSettledBeforeItsRunBegins() {
    AtomicInteger settled = new AtomicInteger();
    handler.behave((task, _) -> {
      settled.set(source.accepted().size());
      return FakeHandler.done(task);
    });
    source.offer(Offers.valid());
    worker.start();

    await().untilAsserted(() -> assertSaid(RunStarted.class, RunCompleted.class));
    assertThat(settled).hasValue(1);
  }

  @Test
  void anOfferPastItsTimeIsDropped() {
    source.offer(Offers.until(Instant.now().minusSeconds(1)));
    worker.start();

    await().until(() -> source.accepted().size() == 1);
    assertThat(broker.said()).isEmpty();
  }

  @Test
  void nothingIsClaimedWhileEverySlotIsTaken() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    handler.behave((task, _) -> {
      goOn.await();
      return FakeHandler.done(task);
    });
    source.offer(Offers.valid());
    source.offer(Offers.valid());
    worker.start();
    handler.entered().await();

    assertThat(source.waiting()).isEqualTo(1);
    goOn.countDown();

    await()
        .untilAsserted(() ->
            assertSaid(RunStarted.class, RunCompleted.class, RunStarted.class, RunCompleted.class));
  }

  @Test
  void anOfferWhoseStartCannotBeReportedGoesBack() {
    broker.refuse(new KafkaException("away"));
    source.offer(Offers.valid());
    worker.start();

    await().until(() -> source.accepted().isEmpty() && source.waiting() == 1);
    assertThat(handler.entered().getCount()).isEqualTo(1);
  }

  @Test
  void aWorkerThatStopsGivesBackWhatDoesNotEndInTime() throws Exception {
    handler.hang();
    source.offer(Offers.valid());
    worker.start();
    handler.entered().await();

    worker.close();

    assertSaid(RunStarted.class, RunReleased.class);
    assertThat(worker.state()).isEqualTo(WorkerState.STOPPED);
    assertThat(directory.resolve("runs")).isEmptyDirectory();
  }

  @Test
  void aWorkerThatStopsLetsARunEndWithinTheDrain() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    handler.behave((task, _) -> {
      goOn.await();
      return FakeHandler.done(task);
    });
    source.offer(Offers.valid());
    worker.start();
    handler.entered().await();

    goOn.countDown();
    worker.close();

    assertSaid(RunStarted.class, RunCompleted.class);
  }

  @Test
  void aNearlyFullDiskMakesItRefuseAndSayWhy() {
    freeBytes.set(99);
    source.offer(Offers.valid());
    worker.start();

    await().until(() -> worker.state() == WorkerState.REFUSING);
    assertThat(worker.trouble()).isPresent();
    assertThat(source.waiting()).isEqualTo(1);

    freeBytes.set(101);
    await().untilAsserted(() -> assertSaid(RunStarted.class, RunCompleted.class));
    assertThat(worker.trouble()).isEmpty();
  }

  @Test
  void aBrokenSourceIsOpenedAnewAndThePastIsDealtWithOnce() {
    source.breakOnce(new KafkaException("fenced"));
    source.offer(Offers.valid());
    worker.start();

    await().untilAsserted(() -> assertSaid(RunStarted.class, RunCompleted.class));
    assertThat(preparations).hasValue(1);
  }

  private void assertSaid(Class<?>... types) {
    assertThat(broker.said()).extracting(Object::getClass).isEqualTo(List.of(types));
  }
}
