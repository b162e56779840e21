package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.limits.SharedBuckets;
import io.framewright.gateway.log.LogTail;
import io.framewright.platform.avro.AvroCodec;
import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.KafkaSettings;
import io.framewright.platform.kafka.RecordProducer;
import io.framewright.platform.kafka.Topics;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.testing.TestKafka;
import io.framewright.testing.TestRedis;
import io.framewright.testing.TestS3;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway on real Kafka, S3 and Redis; the test decides in the orchestrator's place. */
@Timeout(120)
class GatewayWithRealServersTest {

  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  private static GatewayUnderTest gateway;
  private static Thread orchestrator;

  @BeforeAll
  static void start() {
    TestKafka.createTopics();
    Map<String, Object> properties = new HashMap<>(TestS3.properties());
    properties.put("framewright.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    properties.put("framewright.redis.uri", TestRedis.uri());
    properties.put("framewright.metadata.url", "http://127.0.0.1:1");
    gateway = GatewayUnderTest.start(properties);
    gateway.bean(ObjectStore.class).createBucket();
    orchestrator = Thread.ofPlatform().name("orchestrator").start(new Orchestrator());
    await().atMost(Duration.ofSeconds(30)).until(() -> gateway.bean(LogTail.class).isReady());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    STOPPING.set(true);
    orchestrator.join();
    gateway.close();
  }

  /** Accepts each request and completes it at once. */
  private static final class Orchestrator implements Runnable {

    private final KafkaSettings kafka = TestKafka.settings();
    private final SchemaCatalogue catalogue = new BundledSchemaCatalogue();
    private final AvroCodec<JobCommand> commands = new AvroCodec<>(Topics.COMMANDS, catalogue);

    @Override
    public void run() {
      try (RecordProducer producer = new RecordProducer("test", kafka, catalogue);
          var consumer =
              new KafkaConsumer<>(
                  kafka.consumer("test"), new StringDeserializer(), new ByteArrayDeserializer())) {
        var partitions =
            consumer.partitionsFor(Topics.COMMANDS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!STOPPING.get()) {
          consumer
              .poll(Duration.ofMillis(100))
              .forEach(record -> decide(producer, commands.decode(record.value())));
        }
      }
    }

    private void decide(RecordProducer producer, JobCommand command) {
      JobRequested request = (JobRequested) command.getPayload();
      send(
          producer,
          command,
          1,
          JobAccepted.newBuilder()
              .setOperation(request.getOperation())
              .setPriority(request.getPriority())
              .setTasks(request.getTasks())
              .setOwner(request.getOwner())
              .setMaxConcurrentJobs(1)
              .setRequestKey(request.getRequestKey())
              .build());
      Rendition rendition =
          Rendition.newBuilder()
              .setName("output.webp")
              .setKey("jobs/%s/output.webp".formatted(command.getMetadata().getJobId()))
              .setContentType("image/webp")
              .setBytes(1)
              .setSha256("00".repeat(32))
              .build();
      send(producer, command, 2, JobCompleted.newBuilder().setOutputs(List.of(rendition)).build());
    }

    private static void send(
        RecordProducer producer, JobCommand command, long sequence, SpecificRecord payload) {
      JobEvent event =
          JobEvent.newBuilder()
              .setMetadata(
                  Metadata.newBuilder(command.getMetadata())
                      .setEventId(UUID.randomUUID())
                      .setSequence(sequence)
                      .setCausationId(command.getMetadata().getEventId())
                      .setOccurredAt(Instant.now())
                      .build())
              .setPayload(payload)
              .build();
      producer
          .send(
              Topics.EVENTS,
              command.getMetadata().getJobId().toString(),
              event,
              event.getMetadata(),
              payload)
          .join();
    }
  }

  @Test
  void anUploadIsStoredAndFetchedUnchanged() {
    byte[] content = new byte[2_500_000];
    new Random(7).nextBytes(content);
    Answer put =
        gateway.send(
            gateway
                .request("/api/v1/storage/a/Größe.bin")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofByteArray(content)));
    assertThat(put.status()).as(put.text()).isEqualTo(201);
    Answer got = gateway.get("/api/v1/storage/a/Gr%C3%B6%C3%9Fe.bin");
    assertThat(got.response().body()).isEqualTo(content);
    assertThat(got.header("ETag")).contains(put.json().path("sha256").asText());
    Answer part =
        gateway.send(
            gateway
                .request("/api/v1/storage/a/Gr%C3%B6%C3%9Fe.bin")
                .header("Range", "bytes=1000000-1000009"));
    assertThat(part.response().body())
        .isEqualTo(java.util.Arrays.copyOfRange(content, 1_000_000, 1_000_010));
  }

  @Test
  void aRequestIsDecidedOnTheLogAndWaitedFor() {
    String asset = gateway.upload(GatewayHttpTest.JPEG);
    String body = "{\"input\":\"asset:%s\",\"output\":\"webp\"}".formatted(asset);
    Answer answer = gateway.json("/api/v1/convert", body, "Prefer", "wait=20");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
    assertThat(answer.json().at("/job/status").asText()).isEqualTo("completed");
    assertThat(answer.json().at("/job/outputs/0/url").asText()).contains("X-Amz-Expires=3600");
    assertThat(gateway.json("/api/v1/convert", body).status()).isEqualTo(202);
  }

  @Test
  void requestsAreCountedInRedis() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            gateway.get("/api/v1/capabilities").status() == 200
                && gateway.bean(SharedBuckets.class).connected());
  }

  @Test
  void readModelsThatAreAwayAre503() {
    Answer answer = gateway.get("/api/v1/jobs/" + UUID.randomUUID());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
    Answer health = gateway.get("/api/v1/health/detailed");
    assertThat(health.json().path("status").asText()).isEqualTo("unhealthy");
    assertThat(health.json().at("/components/queue/status").asText()).isEqualTo("healthy");
    assertThat(health.json().at("/components/storage/status").asText()).isEqualTo("healthy");
    assertThat(health.json().at("/components/database/status").asText()).isEqualTo("unhealthy");
  }
}
