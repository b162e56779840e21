package io.framewright.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.telemetry.Traces;
import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.RunCancelled;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.testing.InMemoryObjectStore;
import io.framewright.testing.TestKafka;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.Offers;
import io.framewright.worker.fakes.Remote;
import io.framewright.worker.run.RunTelemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole worker against a real broker. */
@Timeout(300)
class WorkerServiceTest {

  @TempDir Path directory;
  private final SchemaCatalogue catalogue = new BundledSchemaCatalogue();
  private final FakeHandler handler = new FakeHandler();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
  private RecordProducer orchestrator;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeEach
  void connect() {
    TestKafka.createTopics();
    store.add(Offers.INPUT_KEY, Offers.INPUT);
    orchestrator = new RecordProducer("test", TestKafka.settings(), catalogue);
    consumer =
        new KafkaConsumer<>(
            TestKafka.settings().consumer("test"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.REPORTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  @AfterEach
  void disconnect() {
    consumer.close();
    orchestrator.close();
  }

  @ParameterizedTest
  @EnumSource
  void anOfferIsDoneAndACancelIsObeyed(WorkerSettings.Source source) throws Exception {
    try (WorkerService worker = worker(source)) {
      worker.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(worker.trouble()).isEmpty());
      assertThat(worker.state()).isEqualTo(WorkerState.READY);

      TaskOffered first = offer();
      assertThat(awaitReport(first, 2).getPayload()).isInstanceOf(RunCompleted.class);

      handler.hang();
      TaskOffered second = offer();
      TaskReport started = awaitReport(second, 1);
      assertThat(started.getPayload()).isInstanceOf(RunStarted.class);
      cancel(started);
      assertThat(awaitReport(second, 2).getPayload()).isInstanceOf(RunCancelled.class);
    }
  }

  private WorkerService worker(WorkerSettings.Source source) {
    return new WorkerService(
        handler,
        store,
        Remote.files(),
        TestKafka.settings(),
        catalogue,
        new WorkerSettings(null, 1, directory, source, Duration.ofSeconds(1), 0),
        new RunTelemetry(new SimpleMeterRegistry(), Traces.off()));
  }

  private TaskOffered offer() throws Exception {
    TaskOffered offer = Offers.valid();
    var _ =
        orchestrator
            .send(
                Topics.IMAGE_OFFERS,
                offer.getTask().getTaskId().toString(),
                offer,
                offer.getMetadata(),
                offer)
            .get();
    return offer;
  }

  private void cancel(TaskReport started) throws Exception {
    CancelTask cancel =
        CancelTask.newBuilder()
            .setMetadata(started.getMetadata())
            .setTaskId(started.getTaskId())
            .setAttempt(started.getAttempt())
            .setRunId(started.getRunId())
            .setReason("cancelled")
            .build();
    var _ =
        orchestrator
            .send(
                Topics.CONTROL,
                started.getTaskId().toString(),
                cancel,
                cancel.getMetadata(),
                cancel)
            .get();
  }

  /** The n-th report about the offered task, from 1. */
  private TaskReport awaitReport(TaskOffered offer, int n) {
    AvroCodec<TaskReport> codec = new AvroCodec<>(Topics.REPORTS, catalogue);
    UUID task = offer.getTask().getTaskId();
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              consumer
                  .poll(Duration.ofMillis(50))
                  .forEach(record -> reports.add(codec.decode(record.value())));
              return reports.stream().filter(report -> report.getTaskId().equals(task)).toList();
            },
            found -> found.size() >= n)
        .get(n - 1);
  }
}
