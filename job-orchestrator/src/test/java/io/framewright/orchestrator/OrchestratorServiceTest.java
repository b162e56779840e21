package io.framewright.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.framewright.orchestrator.Records.Job;
import io.framewright.orchestrator.Records.Run;
import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.service.FramewrightService;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.testing.TestKafka;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole service against a broker, stopped and started again in the middle of a job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrchestratorServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SchemaCatalogue schemas = new BundledSchemaCatalogue();
  private final Job job = Job.next();
  private final Run run = Run.of(job, 1);
  private RecordProducer producer;

  @TempDir private Path state;

  @BeforeAll
  void connect() {
    TestKafka.createTopics();
    producer = new RecordProducer("test", TestKafka.settings(), schemas);
  }

  @AfterAll
  void disconnect() {
    producer.close();
  }

  private ApplicationContext start() {
    return FramewrightService.start(
        JobOrchestratorService.NAME,
        Map.of(
            "framewright.kafka.bootstrap-servers",
            TestKafka.bootstrapServers(),
            "framewright.orchestrator.state-dir",
            state.toString(),
            "micronaut.server.port",
            -1));
  }

  @Test
  @Order(1)
  void aJobSurvivesARestartAndEndsExactlyOnce() {
    try (ApplicationContext service = start()) {
      awaitUp(service);
      command(Records.submit(job));
      awaitHistory("JobAccepted", "TaskDispatched");
      report(Records.started(run));
      awaitHistory("JobAccepted", "TaskDispatched", "TaskStarted");
    }
    report(Records.completed(run));
    report(Records.completed(run));
    try (ApplicationContext service = start()) {
      awaitUp(service);
      awaitHistory("JobAccepted", "TaskDispatched", "TaskStarted", "TaskCompleted", "JobCompleted");
      Job next = Job.next();
      command(Records.submit(next));
      await().atMost(PATIENCE).until(() -> history(next).size() == 2);
    }
    assertThat(events(job))
        .extracting(event -> event.getMetadata().getSequence())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  @Order(2)
  void aLostPositionStopsTheStart() throws Exception {
    try (Admin admin = Admin.create(TestKafka.settings().common("test"))) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() ->
              admin.deleteConsumerGroups(List.of(StreamsConfiguration.APPLICATION_ID)).all().get());
      try (InputPositions positions = new InputPositions(admin)) {
        assertThat(catchThrowable(positions::prepare))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("has state but no position");
      }
    }
  }

  private static void awaitUp(ApplicationContext service) {
    JobOrchestrator orchestrator = service.getBean(JobOrchestrator.class);
    await().atMost(PATIENCE).until(() -> orchestrator.state() == KafkaStreams.State.RUNNING);
  }

  private void command(JobCommand command) {
    send(Topics.COMMANDS, command, command.getMetadata(), (SpecificRecord) command.getPayload());
  }

  private void report(TaskReport report) {
    send(Topics.REPORTS, report, report.getMetadata(), (SpecificRecord) report.getPayload());
  }

  private <V extends SpecificRecord> void send(
      Topic<V> topic, V value, Metadata metadata, SpecificRecord payload) {
    producer.send(topic, Records.TENANT, value, metadata, payload).join();
  }

  private void awaitHistory(String... events) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(history(job)).containsExactly(events));
  }

  private List<String> history(Job of) {
    return events(of).stream().map(event -> event.getPayload().getClass().getSimpleName()).toList();
  }

  /** Everything committed about the job, from the beginning of the log. */
  private List<JobEvent> events(Job of) {
    AvroCodec<JobEvent> codec = new AvroCodec<>(Topics.EVENTS, schemas);
    List<JobEvent> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            TestKafka.settings().consumer("test"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.EVENTS.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> found.add(codec.decode(record.value())));
      }
    }
    return found.stream().filter(event -> event.getMetadata().getJobId().equals(of.id())).toList();
  }
}
