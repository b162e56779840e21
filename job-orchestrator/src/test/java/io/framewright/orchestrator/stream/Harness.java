package io.framewright.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framewright.orchestrator.Records;
import io.framewright.orchestrator.codec.Inbound;
import io.framewright.orchestrator.codec.Outbound;
import io.framewright.orchestrator.codec.StoredJob;
import io.framewright.orchestrator.domain.JobState;
import io.framewright.orchestrator.domain.Policy;
import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.telemetry.Traces;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with its topics in hand. */
final class Harness implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final SchemaCatalogue schemas = new BundledSchemaCatalogue();
  final MeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final List<JobEvent> log = new ArrayList<>();
  private final AtomicReference<Restartable> processor = new AtomicReference<>();

  Harness(Path directory) {
    this(directory, _ -> CompletableFuture.completedFuture(Map.of()));
  }

  Harness(Path directory, BacklogGauge gauge) {
    Orchestration orchestration =
        new Orchestration(
            Policy.standard(Set.of("image", "transcode")),
            Duration.ofSeconds(15),
            schemas,
            gauge,
            () -> 0.5,
            new Meters(meters),
            Traces.off());
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    driver =
        new TopologyTestDriver(
            OrchestratorTopology.of(orchestration.schemas(), () -> open(orchestration)),
            properties,
            START);
  }

  private Restartable open(Orchestration orchestration) {
    Restartable fresh = new Restartable(orchestration);
    processor.set(fresh);
    return fresh;
  }

  void command(JobCommand command) {
    write(Topics.COMMANDS, command);
  }

  void report(TaskReport report) {
    write(Topics.REPORTS, report);
  }

  void progress(TaskProgress progress) {
    write(Topics.PROGRESS, progress);
  }

  private <V extends SpecificRecord> void write(Topic<V> topic, V value) {
    raw(topic, new AvroCodec<>(topic, schemas).encode(value));
  }

  void raw(Topic<?> topic, byte[] value) {
    TestInputTopic<String, byte[]> input =
        driver.createInputTopic(
            topic.name(), new StringSerializer(), new ByteArraySerializer(), START, Duration.ZERO);
    input.pipeInput(Records.TENANT, value);
  }

  /** The orchestrator dies, and before the next record another one takes its stores over. */
  void restart() {
    processor.get().restart();
  }

  /** What the orchestrator keeps of a job. */
  JobState kept(UUID job) {
    return Stream.of(Stores.JOBS, Stores.ENDED)
        .map(name -> driver.<String, StoredJob>getKeyValueStore(name).get(job.toString()))
        .filter(Objects::nonNull)
        .map(StoredJob::state)
        .findFirst()
        .orElseGet(JobState.Absent::new);
  }

  /** Moves the clock second by second, as it would pass. */
  void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  /** Moves the clock at once, as after a long sleep. */
  void leap(Duration time) {
    driver.advanceWallClockTime(time);
  }

  <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
    AvroCodec<V> codec = new AvroCodec<>(topic, schemas);
    return raw(topic.name()).stream()
        .map(record ->
            new TestRecord<>(
                record.key(), codec.decode(record.value()), record.headers(), record.timestamp()))
        .toList();
  }

  <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return records(topic).stream().map(TestRecord::value).toList();
  }

  List<TestRecord<String, byte[]>> raw(String topic) {
    TestOutputTopic<String, byte[]> output =
        driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  /** The whole log up to now. */
  List<JobEvent> log() {
    log.addAll(values(Topics.EVENTS));
    return List.copyOf(log);
  }

  /** What has happened to one job, by the names of the events. */
  List<String> history(Records.Job job) {
    return log().stream()
        .filter(event -> event.getMetadata().getJobId().equals(job.id()))
        .map(event -> event.getPayload().getClass().getSimpleName())
        .toList();
  }

  static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    driver.close();
  }

  /** A processor that can be replaced by a fresh one over the same stores. */
  private static final class Restartable implements Processor<byte[], Inbound, byte[], Outbound> {

    private final Orchestration orchestration;
    private OrchestratorProcessor current;
    private boolean dead;
    private ProcessorContext<byte[], Outbound> context;

    Restartable(Orchestration orchestration) {
      this.orchestration = orchestration;
    }

    @Override
    public void init(ProcessorContext<byte[], Outbound> theContext) {
      context = theContext;
      current = new OrchestratorProcessor(orchestration);
      current.init(theContext);
    }

    void restart() {
      dead = true;
    }

    @Override
    public void process(Record<byte[], Inbound> record) {
      if (dead) {
        dead = false;
        current.close();
        init(context);
      }
      current.process(record);
    }

    @Override
    public void close() {
      current.close();
    }
  }
}
