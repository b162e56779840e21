package io.framewright.worker.loop;

import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.schemas.avro.WorkerStatus;
import io.framewright.worker.TaskHandler;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what this worker is and does: every 10 seconds, and within one second when it changed. The
 * brokers keep the last word of each worker.
 */
final class StatusReports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);
  private static final int REPEAT_AFTER_TICKS = 10;

  private final RecordProducer producer;
  private final TaskHandler handler;
  private final WorkerSettings settings;
  private final Supplier<WorkerState> state;
  private final IntSupplier busy;
  private final InstantSource clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("worker-status").daemon().factory());
  private @Nullable Said last;
  private int ticks;

  /** What changes. */
  private record Said(WorkerState state, int busy) {}

  StatusReports(
      RecordProducer producer,
      TaskHandler handler,
      WorkerSettings settings,
      Supplier<WorkerState> state,
      IntSupplier busy,
      InstantSource clock) {
    this.producer = producer;
    this.handler = handler;
    this.settings = settings;
    this.state = state;
    this.busy = busy;
    this.clock = clock;
  }

  void start() {
    var _ = ticker.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  synchronized void tick() {
    Said now = new Said(state.get(), busy.getAsInt());
    if (now.equals(last) && ++ticks < REPEAT_AFTER_TICKS) {
      return;
    }
    last = now;
    ticks = 0;
    try {
      var _ = send(now).whenComplete((_, failure) -> logFailure(failure));
    } catch (RuntimeException e) { // a throw would end the ticks
      logFailure(e);
    }
  }

  private CompletableFuture<RecordMetadata> send(Said said) {
    WorkerStatus status =
        WorkerStatus.newBuilder()
            .setWorkerId(settings.workerId())
            .setPool(handler.pool())
            .setSlots(settings.slots())
            .setBusy(said.busy())
            .setState(said.state().word())
            .setEngine(handler.engine())
            .setCapabilities(handler.capabilities())
            .setOccurredAt(clock.instant())
            .build();
    return producer.send(Topics.WORKER_STATUS, settings.workerId(), status);
  }

  private static void logFailure(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("worker status not written");
    }
  }

  /** Says the last word. */
  @Override
  public void close() {
    ticker.shutdownNow();
    tick();
  }
}
