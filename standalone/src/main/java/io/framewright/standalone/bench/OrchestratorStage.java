package io.framewright.standalone.bench;

import io.framewright.embedded.kafka.EmbeddedKafka;
import io.framewright.orchestrator.codec.Cause;
import io.framewright.orchestrator.codec.StoreSerde;
import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.TopicAdmin;
import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.service.FramewrightService;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Limits;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Operation;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.schemas.avro.TaskStarted;
import io.framewright.standalone.client.LogReader;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The orchestrator with a broker of its own, a client that submits, and a worker that starts and
 * completes at once whatever it is offered: what is left is the orchestrator's own time.
 */
final class OrchestratorStage implements AutoCloseable {

  private static final String CHANGELOG = "framewright-orchestrator-ended-changelog";
  private static final String TENANT = "bench";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final SchemaCatalogue schemas = new BundledSchemaCatalogue();
  private final IdSource ids = IdSource.timeOrdered();
  private final RecordProducer producer;
  private final Path state;
  private final Reader<TaskOffered> worker;
  private final Reader<JobEvent> listener;
  private final Map<UUID, CompletableFuture<Long>> startedAt = new ConcurrentHashMap<>();
  private int completed; // guarded by this
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final AtomicInteger partition = new AtomicInteger();
  private ApplicationContext orchestrator;
  private long idleSince = System.nanoTime(); // of the worker's thread only

  OrchestratorStage(Path directory) {
    kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(directory.resolve("kafka"), 0));
    try (TopicAdmin topics = new TopicAdmin(settings(), TopicCatalogue.load())) {
      topics.createMissing();
    }
    state = directory.resolve("state");
    producer = new RecordProducer("bench", settings(), schemas);
    worker =
        new Reader<>(
            kafka.bootstrapServers(),
            Topics.IMAGE_OFFERS,
            TaskOffered.class,
            this::work,
            this::fail);
    listener =
        new Reader<>(
            kafka.bootstrapServers(), Topics.EVENTS, JobEvent.class, this::note, this::fail);
    orchestrator = startOrchestrator();
  }

  KafkaSettings settings() {
    return new KafkaSettings(kafka.bootstrapServers(), Map.of());
  }

  private ApplicationContext startOrchestrator() {
    return FramewrightService.start(
        "job-orchestrator",
        Map.of(
            "framewright.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "framewright.orchestrator.state-dir",
            state.toString(),
            "framewright.orchestrator.instance-id",
            "bench",
            "micronaut.server.port",
            -1));
  }

  /** Stops the orchestrator; {@link #resume} starts it again. */
  void pause() {
    orchestrator.close();
  }

  /** Seconds from the start to the first decision. */
  double resume() throws InterruptedException {
    long begin = System.nanoTime();
    orchestrator = startOrchestrator();
    startedAt(submit());
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Where the stores lie. */
  Path state() {
    return state;
  }

  /**
   * Writes into a changelog as many ended jobs as a busy day leaves.
   *
   * @param partition of the tenant that the stage submits for
   */
  void fillChangelog(int entries, int partition) {
    byte[] value = StoreSerde.jobs().serializer().serialize("", ended());
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (Producer<String, byte[]> filler =
        new KafkaProducer<>(
            settings().common("bench-filler"), new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < entries; i++) {
        var _ =
            filler.send(
                new ProducerRecord<>(CHANGELOG, partition, ids.next().toString(), value),
                (_, refused) -> {
                  if (refused != null) {
                    failure.set(refused);
                  }
                });
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the changelog was not filled", failure.get());
    }
  }

  private StoredJob ended() {
    UUID id = ids.next();
    return new StoredJob(
        new JobState.Ended(
            new JobId(id), new TenantId(TENANT), JobState.Outcome.COMPLETED, Instant.now(), 5),
        new Cause(Optional.of(id), Optional.of(id), Optional.empty()));
  }

  /** The partition that the stage's jobs are decided in. */
  int partition() {
    return partition.get();
  }

  /** Submits a job, and answers with its id. */
  UUID submit() {
    UUID id = ids.next();
    JobRequested request =
        JobRequested.newBuilder()
            .setOperation("convert")
            .setPriority(JobPriority.NORMAL)
            .setTasks(List.of(task()))
            .setLimits(
                Limits.newBuilder()
                    .setMaxConcurrentJobs(1_000_000)
                    .setMaxQueuedJobs(1_000_000)
                    .build())
            .setOwner("bench")
            .setMemoize(false)
            .build();
    JobCommand command =
        JobCommand.newBuilder().setMetadata(metadata(id)).setPayload(request).build();
    var _ =
        producer
            .send(Topics.COMMANDS, TENANT, command, command.getMetadata(), request)
            .thenAccept(written -> partition.set(written.partition()))
            .exceptionally(this::fail);
    return id;
  }

  private TaskSpec task() {
    UUID id = ids.next();
    return TaskSpec.newBuilder()
        .setTaskId(id)
        .setPool("image")
        .setOperation(
            new Operation("image.convert", 1, "{\"format\":\"webp\",\"quality\":80,\"steps\":[]}"))
        .setInputs(
            List.of(
                TaskInput.newBuilder()
                    .setName("input")
                    .setKey("assets/" + id)
                    .setSha256("0".repeat(64))
                    .setBytes(9_000L)
                    .build()))
        .build();
  }

  private Metadata metadata(UUID job) {
    return Metadata.newBuilder()
        .setEventId(ids.next())
        .setJobId(job)
        .setTenantId(TENANT)
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  private void work(TaskOffered offer) {
    UUID run = ids.next();
    long idle = (System.nanoTime() - idleSince) / 1_000_000;
    report(
        offer,
        run,
        RunStarted.newBuilder().setWorkerId("bench").setEngine("none").setIdleMs(idle).build());
    report(
        offer,
        run,
        RunCompleted.newBuilder()
            .setOutputs(
                List.of(
                    Rendition.newBuilder()
                        .setName("output.webp")
                        .setKey("renditions/" + run)
                        .setContentType("image/webp")
                        .setBytes(5_000)
                        .setSha256("0".repeat(64))
                        .setWidth(320)
                        .setHeight(240)
                        .build()))
            .setEngine("none")
            .build());
    idleSince = System.nanoTime();
  }

  private void report(TaskOffered offer, UUID run, SpecificRecord payload) {
    TaskReport report =
        TaskReport.newBuilder()
            .setMetadata(metadata(offer.getMetadata().getJobId()))
            .setTaskId(offer.getTask().getTaskId())
            .setAttempt(offer.getAttempt())
            .setRunId(run)
            .setPayload(payload)
            .build();
    var _ =
        producer
            .send(Topics.REPORTS, TENANT, report, report.getMetadata(), payload)
            .thenAccept(_ -> {})
            .exceptionally(this::fail);
  }

  private void note(JobEvent event) {
    if (event.getPayload() instanceof TaskStarted) {
      start(event.getMetadata().getJobId()).complete(System.nanoTime());
    } else if (event.getPayload() instanceof JobCompleted) {
      synchronized (this) {
        completed++;
        notifyAll();
      }
    }
  }

  private CompletableFuture<Long> start(UUID job) {
    return startedAt.computeIfAbsent(job, _ -> new CompletableFuture<>());
  }

  synchronized int completed() {
    return completed;
  }

  private Void fail(Throwable cause) {
    broken.completeExceptionally(cause);
    return null;
  }

  /**
   * When the job's start was read from the log, by {@link System#nanoTime}.
   *
   * @throws IllegalStateException if that takes too long to be still worth measuring
   */
  long startedAt(UUID job) throws InterruptedException {
    try {
      CompletableFuture<Long> started = start(job);
      CompletableFuture.anyOf(started, broken).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return started.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the stage is broken", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "job %s has not started within %d s".formatted(job, PATIENCE.toSeconds()), e);
    }
  }

  /**
   * Waits as long as jobs go on being completed.
   *
   * @throws IllegalStateException if none is for a minute
   */
  synchronized void awaitCompleted(int jobs) throws InterruptedException {
    int seen = completed;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (completed < jobs) {
      if (completed > seen) {
        seen = completed;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the stage stands still: %d of %d jobs are completed, and none for %d s"
                .formatted(completed, jobs, PATIENCE.toSeconds()),
            broken.isCompletedExceptionally() ? broken.exceptionNow() : null);
      }
      wait(1000);
    }
  }

  @Override
  public void close() {
    orchestrator.close();
    worker.close();
    listener.close();
    producer.close();
    kafka.close();
  }

  /** Reads all that is committed to a topic, on a thread of its own. */
  private static final class Reader<V extends SpecificRecord> implements AutoCloseable {

    private final LogReader log;
    private final Thread thread;

    Reader(
        String brokers,
        Topic<V> topic,
        Class<V> type,
        Consumer<V> reader,
        Consumer<Throwable> failure) {
      log = LogReader.open(brokers, List.of(topic), true);
      thread =
          Thread.ofPlatform()
              .name("bench-" + topic.name())
              .daemon()
              .uncaughtExceptionHandler((_, cause) -> failure.accept(cause))
              .start(() ->
                  log.readWhile(entry -> {
                    if (entry.content() instanceof LogReader.Content.Decoded(var record)) {
                      reader.accept(type.cast(record));
                    }
                    return true;
                  }));
    }

    @Override
    public void close() {
      log.stop();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      log.close();
    }
  }
}
