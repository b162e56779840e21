package io.framewright.gateway.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.framewright.embedded.Ports;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.log.SeenEvents;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.service.FramewrightService;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes over the wire to metadata-service, and what its answers become. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataReadsTest {

  private static final TenantId TENANT = new TenantId("alice");
  private static final JobId JOB =
      new JobId(UUID.fromString("018f0000-0000-7000-8000-000000000001"));

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ApplicationContext context;
  private int status = 200;
  private String answer = "{}";

  @BeforeAll
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
    context = gateway(server.getAddress().getPort());
  }

  private static ApplicationContext gateway(int metadata) {
    return FramewrightService.start(
        "gateway",
        Map.of(
            "micronaut.server.port",
            -1,
            "framewright.kafka.bootstrap-servers",
            "127.0.0.1:1",
            "framewright.services.token-secret",
            "a-secret-of-thirty-two-bytes-or-more",
            "framewright.metadata.url",
            "http://127.0.0.1:" + metadata));
  }

  @AfterAll
  void stop() {
    context.close();
    server.stop(0);
  }

  @BeforeEach
  void forget() {
    asked.clear();
    tokens.clear();
    status = 200;
    answer = "{}";
  }

  private void reply(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private JobReads reads() {
    return context.getBean(JobReads.class);
  }

  @Test
  void aJobIsAskedForByTenantWithAServiceToken() {
    answer =
        """
        {"id":"%s","tenant_id":"alice","status":"completed","stage":"complete","priority":"low",
         "created_at":"2026-01-01T00:00:00Z","sequence":7,"attempt":1,"warnings":["w"],
         "outputs":[{"name":"output.webp","key":"k","content_type":"image/webp","bytes":5,
                     "sha256":"00","width":3}],"tasks":[],"new_field":1}
        """
            .formatted(JOB);
    JobView job = reads().find(TENANT, JOB).orElseThrow();
    assertThat(job.status()).isEqualTo("completed");
    assertThat(job.output("output.webp").orElseThrow().width()).isEqualTo(3);
    assertThat(asked).containsExactly("/internal/tenants/alice/jobs/%s?at_least=0".formatted(JOB));
    assertThat(tokens.getFirst()).startsWith("Bearer ey");
  }

  @Test
  void aListHasItsFilters() {
    answer = "{\"jobs\":[],\"total\":0}";
    assertThat(
            reads()
                .list(
                    TENANT,
                    new JobQuery("queued", null, "a b&c", null, null, 2, 50, "created_at:desc"))
                .total())
        .isZero();
    assertThat(asked.getFirst())
        .startsWith("/internal/tenants/alice/jobs?")
        .contains("status=queued", "page=2", "per_page=50", "external_id=a+b%26c")
        .doesNotContain("batch_id");
  }

  @Test
  void aHistoryIsReadFromASequenceOn() {
    answer =
        """
        {"events":[{"sequence":4,"type":"JobFailed","time":"2026-01-01T00:00:00Z",
                    "data":{"failure":{"code":"POISON"}}}]}
        """;
    JobHistory history = reads().history(TENANT, JOB, 3).orElseThrow();
    assertThat(history.events().getFirst().data().get("failure")).isNotNull();
    assertThat(asked)
        .containsExactly(
            "/internal/tenants/alice/jobs/%s/history?after=3&at_least=0".formatted(JOB));
  }

  @Test
  void whatAJobWaitsForIsAskedFor() {
    answer =
        """
        {"job":{"id":"%s","status":"queued","created_at":"2026-01-01T00:00:00Z","sequence":1,
                "queue_position":3},
         "terms":{"pool":"image","max_concurrent_jobs":20,"max_concurrent_jobs_of_owner":10},
         "running":2,"running_of_owner":1,"others_wait":true,
         "not_before":"2026-01-01T00:00:05Z"}
        """
            .formatted(JOB);
    WaitingView waiting = reads().waiting(TENANT, JOB).orElseThrow();
    assertThat(waiting.job().queuePosition()).isEqualTo(3);
    assertThat(waiting.terms().maxConcurrentJobsOfOwner()).isEqualTo(10);
    assertThat(waiting.running()).isEqualTo(2);
    assertThat(waiting.notBefore()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(asked)
        .containsExactly("/internal/tenants/alice/jobs/%s/waiting?at_least=0".formatted(JOB));
  }

  @Test
  void whatIsReadIsNotOlderThanWhatWasHeard() {
    answer = "{\"events\":[]}";
    SeenEvents seen = context.getBean(SeenEvents.class);
    JobId heard = new JobId(UUID.randomUUID());
    seen.on(event(heard, 2));
    seen.on(event(heard, 3));

    reads().history(TENANT, heard, 0);

    assertThat(asked)
        .containsExactly(
            "/internal/tenants/alice/jobs/%s/history?after=0&at_least=3".formatted(heard));
  }

  private static JobEvent event(JobId job, long sequence) {
    Metadata metadata =
        Metadata.newBuilder()
            .setEventId(UUID.randomUUID())
            .setTenantId(TENANT.value())
            .setJobId(job.value())
            .setSequence(sequence)
            .setOccurredAt(Instant.EPOCH)
            .build();
    return JobEvent.newBuilder()
        .setMetadata(metadata)
        .setPayload(JobCancelled.newBuilder().setReason("no longer needed").build())
        .build();
  }

  @Test
  void absentIsEmptyAndTroubleIsUnavailable() {
    status = 404;
    assertThat(reads().find(TENANT, JOB)).isEmpty();
    for (int trouble : List.of(503, 500, 401)) {
      status = trouble;
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> reads().find(TENANT, JOB))
          .matches(refusal -> refusal.code() == ErrorCode.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void aServiceThatDoesNotListenIsUnavailable() {
    try (ApplicationContext alone = gateway(Ports.choose(0, "nobody"))) {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> alone.getBean(JobReads.class).media(TENANT, JOB))
          .matches(refusal -> refusal.code() == ErrorCode.SERVICE_UNAVAILABLE);
    }
  }
}
