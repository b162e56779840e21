package io.framewright.worker.loop;

import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.egress.RemoteFiles;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.offers.ConsumerGroupSource;
import io.framewright.worker.offers.ShareGroupSource;
import io.framewright.worker.offers.WorkSource;
import io.framewright.worker.run.CrashMarks;
import io.framewright.worker.run.DeadRuns;
import io.framewright.worker.run.Heartbeats;
import io.framewright.worker.run.RunReports;
import io.framewright.worker.run.RunTelemetry;
import io.framewright.worker.run.RunTools;
import io.framewright.worker.run.Runs;
import io.framewright.worker.scratch.ClaimGuard;
import io.framewright.worker.scratch.ScratchSpace;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a worker of any service that has a {@link TaskHandler}: puts the parts together when the
 * server is up, and takes them apart when the service ends.
 */
@Singleton
@Requires(bean = TaskHandler.class)
public class WorkerService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);

  private final TaskHandler handler;
  private final ObjectStore store;
  private final RemoteFiles remote;
  private final KafkaSettings kafka;
  private final SchemaCatalogue catalogue;
  private final WorkerSettings settings;
  private final RunTelemetry telemetry;
  private final Clock clock = Clock.systemUTC();

  private @Nullable Parts parts;
  private boolean closed;

  /** What is to be closed, in this order. */
  private record Parts(
      Worker worker,
      Cancels cancels,
      StatusReports status,
      Heartbeats heartbeats,
      RecordProducer producer,
      ScratchSpace scratch) {}

  public WorkerService(
      TaskHandler handler,
      ObjectStore store,
      RemoteFiles remote,
      KafkaSettings kafka,
      SchemaCatalogue catalogue,
      WorkerSettings settings,
      RunTelemetry telemetry) {
    this.telemetry = telemetry;
    this.handler = handler;
    this.store = store;
    this.remote = remote;
    this.kafka = kafka;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** Starts the worker; a scratch directory in use by another ends the service with that error. */
  @EventListener
  public synchronized void start(ServerStartupEvent event) {
    start();
  }

  synchronized void start() {
    if (parts != null || closed) {
      return;
    }
    ScratchSpace scratch = ScratchSpace.open(settings.scratch(handler.pool()));
    RecordProducer producer = new RecordProducer(handler.pool() + "-worker", kafka, catalogue);
    RunReports reports =
        new RunReports(
            producer, settings.workerId(), handler.engine(), IdSource.timeOrdered(), clock);
    Heartbeats heartbeats = new Heartbeats(reports);
    CrashMarks marks = new CrashMarks(scratch);
    ClaimGuard guard = new ClaimGuard(scratch::freeBytes, settings.minFreeBytes(), clock);
    Runs runs =
        new Runs(
            new RunTools(
                handler, store, remote, reports, heartbeats, scratch, marks, guard, telemetry));
    telemetry.watch(runs, settings.slots());
    Cancels cancels = new Cancels(() -> new CancelListener(kafka, catalogue, runs));
    Worker worker =
        new Worker(
            new Worker.WorkerParts(
                new DeadRuns(scratch, marks, reports)::report,
                () -> cancels.heardBy(this::openSource),
                runs,
                reports,
                guard,
                IdSource.timeOrdered(),
                clock,
                settings.slots(),
                settings.drain()));
    StatusReports status =
        new StatusReports(producer, handler, settings, worker::state, runs::count, clock);
    parts = new Parts(worker, cancels, status, heartbeats, producer, scratch);
    status.start();
    worker.start();
    LOG.atInfo()
        .addKeyValue("worker", settings.workerId())
        .addKeyValue("pool", handler.pool())
        .addKeyValue("slots", settings.slots())
        .addKeyValue("source", settings.source())
        .addKeyValue("scratch", scratch.root())
        .log("worker started");
  }

  private WorkSource openSource() {
    Topic<TaskOffered> offers = Topics.offers(handler.pool());
    // two names, as a group is of one kind for ever, and the choice may change
    return switch (settings.source()) {
      case SHARE_GROUP ->
          new ShareGroupSource(
              kafka, catalogue, offers, "framewright-%s-workers".formatted(handler.pool()));
      case CONSUMER_GROUP ->
          new ConsumerGroupSource(
              kafka, catalogue, offers, "framewright-%s-worker".formatted(handler.pool()));
    };
  }

  /** The state, once started. */
  public synchronized WorkerState state() {
    return parts == null ? WorkerState.STARTING : parts.worker().state();
  }

  /** Why it does not claim; empty when all is well. */
  public synchronized Optional<String> trouble() {
    return parts == null ? Optional.of("not started") : parts.worker().trouble();
  }

  public WorkerSettings settings() {
    return settings;
  }

  public String pool() {
    return handler.pool();
  }

  /** Drains before anything that the worker needs is taken away. */
  @EventListener
  public void stop(ShutdownEvent event) {
    close();
  }

  @Override
  @PreDestroy
  public void close() {
    Parts open;
    synchronized (this) {
      open = parts;
      if (open == null || closed) {
        closed = true;
        return;
      }
      closed = true;
    }
    open.worker().close();
    open.cancels().close();
    open.status().close();
    open.heartbeats().close();
    open.producer().close();
    open.scratch().clearRuns();
    open.scratch().close();
    LOG.atInfo().addKeyValue("worker", settings.workerId()).log("worker stopped");
  }
}
