package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import io.framewright.gateway.metadata.FakeReads;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.Rendition;
import io.framewright.testing.InMemoryObjectStore;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway over HTTP, with everything behind it in memory. */
class GatewayHttpTest {

  static final byte[] JPEG = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1
  };

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void everythingIsBack() {
    log().mood(FakeLog.Mood.DECIDES);
    store().away(false);
    gateway.bean(FakeReads.class).away(false);
  }

  private static FakeLog log() {
    return gateway.bean(FakeLog.class);
  }

  private static InMemoryObjectStore store() {
    return gateway.bean(InMemoryObjectStore.class);
  }

  @Test
  void healthAndTheHomePageNeedNoKey() {
    Answer health = gateway.send(HttpRequest.newBuilder(gateway.uri("/api/v1/health")));
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asText()).isEqualTo("healthy");
    assertThat(health.header("X-Request-Id")).isNotBlank();
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.uri("/"))).text())
        .contains("Framewright");
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.uri("/docs/errors"))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/jobs", "/api/v1/capabilities", "/nothing", "/api/v1/jobs?api_key=x"})
  void everythingElseNeedsOne(String path) {
    Answer refused = gateway.send(HttpRequest.newBuilder(gateway.uri(path)));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(refused.code()).isEqualTo("AUTH_ERROR");
    assertThat(refused.json().at("/error/request_id").asText())
        .isEqualTo(refused.header("X-Request-Id"));
  }

  @Test
  void aBearerTokenIsAnApiKeyAndAUsersTokenIsNot() {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri("/api/v1/jobs"));
    assertThat(
            gateway
                .send(request.copy().header("Authorization", "Bearer " + GatewayUnderTest.KEY))
                .status())
        .isEqualTo(200);
    String alien = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.";
    assertThat(gateway.send(request.copy().header("Authorization", "Bearer " + alien)).status())
        .isEqualTo(401);
  }

  @Test
  void whatIsNotServedIsSaidInTheSameForm() {
    assertThat(gateway.get("/api/v1/nothing").code()).isEqualTo("NOT_FOUND");
    Answer method = gateway.send(gateway.request("/api/v1/assets").DELETE());
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(method.header("Allow")).contains("POST");
    Answer type =
        gateway.send(
            gateway
                .request("/api/v1/convert")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x")));
    assertThat(type.status()).isEqualTo(415);
    assertThat(type.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(
            gateway
                .send(
                    gateway
                        .request("/api/v1/convert")
                        .POST(HttpRequest.BodyPublishers.ofString("x")))
                .status())
        .isEqualTo(415);
  }

  @Test
  void aSaneRequestIdIsKept() {
    Answer answer =
        gateway.send(gateway.request("/api/v1/jobs").header("X-Request-Id", "mine-1").GET());
    assertThat(answer.header("X-Request-Id")).isEqualTo("mine-1");
  }

  @Test
  void anUploadIsSniffedHashedAndNamed() {
    Answer answer = gateway.form("/api/v1/assets", Map.of(), JPEG);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/asset/content_type").asText()).isEqualTo("image/jpeg");
    assertThat(answer.json().at("/asset/filename").asText()).isEqualTo("holiday.jpg");
    assertThat(answer.json().at("/asset/bytes").asInt()).isEqualTo(JPEG.length);
    assertThat(answer.json().at("/asset/sha256").asText()).hasSize(64);
  }

  @Test
  void anEmptyOrTooLargeUploadLeavesNothing() {
    int before = store().keys().size();
    assertThat(gateway.form("/api/v1/assets", Map.of(), new byte[0]).status()).isEqualTo(422);
    Answer large =
        gateway.form("/api/v1/assets", Map.of(), new byte[GatewayUnderTest.LARGEST_UPLOAD + 1]);
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(store().keys()).hasSize(before);
  }

  @Test
  void aRequestBecomesOneCommandAndTheJobIsFoundAtOnce() {
    Answer answer =
        gateway.json(
            "/api/v1/convert",
            """
            {"input":"asset:%s","output":"webp","operations":[{"type":"resize","width":640}]}
            """
                .formatted(gateway.upload(JPEG)));
    assertThat(answer.status()).isEqualTo(202);
    String id = answer.json().at("/job/id").asText();
    assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + id);
    assertThat(answer.json().at("/job/status").asText()).isEqualTo("queued");
    assertThat(log().lastRequest().getTasks().getFirst().getOperation().getParams())
        .isEqualTo(
            "{\"output\":{\"format\":\"webp\"},\"steps\":[{\"type\":\"resize\",\"width\":640}]}");
    assertThat(log().commands().getLast().toString()).doesNotContain("holiday");
    Answer read = gateway.get("/api/v1/jobs/" + id);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().path("id").asText()).isEqualTo(id);
    assertThat(read.json().at("/links/events").asText()).endsWith("/events");
  }

  @Test
  void aFormBringsItsFileFirstOrLast() {
    Answer answer =
        gateway.form(
            "/api/v1/convert",
            Map.of("output", "avif", "operations", "[{\"type\":\"resize\",\"height\":10}]"),
            JPEG);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(log().lastRequest().getTasks().getFirst().getPool()).isEqualTo("image");
  }

  @Test
  void validatingMakesNoJob() {
    int before = log().commands().size();
    Answer answer =
        gateway.json(
            "/api/v1/convert?validate=true",
            "{\"input\":\"asset:%s\",\"output\":\"png\"}".formatted(gateway.upload(JPEG)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("valid").asBoolean()).isTrue();
    assertThat(answer.json().at("/plan/0/operation").asText()).isEqualTo("image.convert");
    assertThat(log().commands()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "{\"input\":1,\"input\":2}",
        "[1,2",
        "{\"a\":NaN}",
        "{\"input\":\"x\"} trailing"
      })
  void whatIsNoJsonIsMalformed(String body) {
    Answer answer = gateway.json("/api/v1/convert", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void aPackedBodyIsLimitedByWhatItUnpacksTo() throws java.io.IOException {
    var packed = new java.io.ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
      gzip.write(new byte[20_000_000]);
    }
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/convert")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
  }

  @Test
  void aDepthBombIsMalformedSoon() {
    assertThat(gateway.json("/api/v1/convert", "[".repeat(10_000)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"output\":\"webp\"}",
        "{\"input\":\"/storage/x\"}",
        "{\"input\":\"s3://bucket/a.jpg\",\"output\":\"webp\"}",
        "{\"input\":\"file:///etc/passwd\",\"output\":\"webp\"}",
        "{\"input\":\"/storage/../x\",\"output\":\"webp\"}",
        "{\"input\":\"/storage/x\",\"output\":\"webp\",\"status\":\"completed\"}",
        "{\"input\":\"/storage/x\",\"output\":\"/storage/..%2fx.webp\"}",
        "{\"input\":\"/storage/x\",\"output\":\"/etc/x.webp\"}",
        "{\"input\":\"/storage/x\",\"output\":\"CON\"}",
        "{\"input\":\"/storage/x\",\"output\":\"webp\",\"options\":{\"priority\":\"urgent\"}}"
      })
  void whatIsUnderstoodAndRefusedIs422WithAField(String body) {
    Answer answer = gateway.json("/api/v1/convert", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).isNotEmpty();
  }

  @Test
  void theSameKeyAndBodyGiveTheSameJobAndAnotherBodyIsRefused() {
    String asset = gateway.upload(JPEG);
    String body = "{\"input\":\"asset:%s\",\"output\":\"webp\"}".formatted(asset);
    Answer first = gateway.json("/api/v1/convert", body, "Idempotency-Key", "k-1");
    String laidOut = "{ \"output\": \"webp\", \"input\": \"asset:%s\" }".formatted(asset);
    Answer second = gateway.json("/api/v1/convert", laidOut, "Idempotency-Key", "k-1");
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json().at("/job/id")).isEqualTo(first.json().at("/job/id"));
    Answer other =
        gateway.json("/api/v1/convert", body.replace("webp", "png"), "Idempotency-Key", "k-1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aRepeatedFormKeepsOneFile() {
    gateway.form("/api/v1/convert", Map.of("output", "webp"), JPEG, "Idempotency-Key", "k-form");
    int before = store().keys().size();
    Answer again =
        gateway.form(
            "/api/v1/convert", Map.of("output", "webp"), JPEG, "Idempotency-Key", "k-form");
    assertThat(again.status()).isEqualTo(202);
    assertThat(store().keys()).hasSize(before);
  }

  @Test
  void anIdempotencyKeyHasAForm() {
    Answer answer = gateway.json("/api/v1/convert", "{}", "Idempotency-Key", "x".repeat(256));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_HEADER");
  }

  @Test
  void anUndecidedRequestIsQueuedWithoutAKeyAnd503WithOne() {
    String body = "{\"input\":\"asset:%s\",\"output\":\"webp\"}".formatted(gateway.upload(JPEG));
    log().mood(FakeLog.Mood.DAWDLES);
    Answer plain = gateway.json("/api/v1/convert", body);
    assertThat(plain.status()).isEqualTo(202);
    assertThat(plain.json().at("/job/status").asText()).isEqualTo("queued");
    Answer keyed = gateway.json("/api/v1/convert", body, "Idempotency-Key", "k-2");
    assertThat(keyed.status()).isEqualTo(503);
    assertThat(keyed.header("Retry-After")).isNotBlank();
  }

  @Test
  void aFullQueueIs429AndALogThatIsAway503() {
    String body = "{\"input\":\"asset:%s\",\"output\":\"webp\"}".formatted(gateway.upload(JPEG));
    log().mood(FakeLog.Mood.IS_FULL);
    Answer full = gateway.json("/api/v1/convert", body);
    assertThat(full.status()).isEqualTo(429);
    assertThat(full.code()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(full.header("Retry-After")).isNotBlank();
    log().mood(FakeLog.Mood.IS_AWAY);
    assertThat(gateway.json("/api/v1/convert", body).status()).isEqualTo(503);
  }

  @Test
  void whatIsAwayIs503AndNever500() {
    store().away(true);
    Answer upload = gateway.form("/api/v1/assets", Map.of(), JPEG);
    assertThat(upload.status()).isEqualTo(503);
    assertThat(upload.code()).isEqualTo("STORAGE_ERROR");
    assertThat(upload.header("Retry-After")).isNotBlank();
    gateway.bean(FakeReads.class).away(true);
    Answer list = gateway.get("/api/v1/jobs");
    assertThat(list.status()).isEqualTo(503);
    assertThat(list.header("Retry-After")).isNotBlank();
  }

  @Test
  void aKeyCallsNoMoreOftenThanItMay() {
    List<Answer> answers =
        java.util.stream.Stream.generate(() ->
                gateway.send(
                    HttpRequest.newBuilder(gateway.uri("/api/v1/capabilities"))
                        .header("X-API-Key", GatewayUnderTest.SLOW_KEY)))
            .limit(6)
            .toList();
    Answer last = answers.getLast();
    assertThat(answers.getFirst().status()).isEqualTo(200);
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(last.header("Retry-After")).isNotBlank();
  }

  @Test
  void aJobIsCancelledOnceAndStrangersSeeNone() {
    Answer made =
        gateway.json(
            "/api/v1/convert",
            "{\"input\":\"asset:%s\",\"output\":\"webp\"}".formatted(gateway.upload(JPEG)));
    String path = "/api/v1/jobs/" + made.json().at("/job/id").asText();
    for (String below : List.of("", "/history", "/media", "/events", "/outputs/output.webp")) {
      Answer stranger =
          gateway.send(
              HttpRequest.newBuilder(gateway.uri(path + below))
                  .header("X-API-Key", GatewayUnderTest.OTHER_KEY));
      assertThat(stranger.status()).as(below).isEqualTo(404);
    }
    assertThat(gateway.send(gateway.request(path).DELETE()).status()).isEqualTo(202);
    Answer again = gateway.send(gateway.request(path).DELETE());
    assertThat(again.status()).isEqualTo(409);
    assertThat(gateway.get("/api/v1/jobs/no-uuid").code()).isEqualTo("JOB_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=-1",
        "per_page=101",
        "per_page=1000000000",
        "status=done",
        "sort=secret:asc",
        "sort=%27%20OR%201=1",
        "batch_id=x",
        "limit=5"
      })
  void aListHasBounds(String query) {
    Answer answer = gateway.get("/api/v1/jobs?" + query);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void aPathShowsWhatWasPutAndThenTheJobsOutput() {
    byte[] old = "GIF89a-old".getBytes(StandardCharsets.US_ASCII);
    Answer put =
        gateway.send(
            gateway
                .request("/api/v1/storage/out/photo.webp")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(old)));
    assertThat(put.status()).as(put.text()).isEqualTo(201);
    Answer asked =
        gateway.json(
            "/api/v1/convert",
            "{\"input\":\"asset:%s\",\"output\":\"/storage/out/photo.webp\"}"
                .formatted(gateway.upload(JPEG)));
    assertThat(asked.status()).isEqualTo(202);
    assertThat(gateway.get("/api/v1/storage/out/photo.webp").response().body()).isEqualTo(old);
    complete(log().commands().getLast());
    Answer now = gateway.get("/api/v1/storage/out/photo.webp");
    assertThat(now.text()).isEqualTo("0123456789");
    assertThat(gateway.get("/api/v1/storage?prefix=out/").json().at("/objects/0/path").asText())
        .isEqualTo("/storage/out/photo.webp");
    assertThat(gateway.send(gateway.request("/api/v1/storage/out/photo.webp").DELETE()).status())
        .isEqualTo(204);
    assertThat(gateway.get("/api/v1/storage/out/photo.webp").code()).isEqualTo("OBJECT_NOT_FOUND");
  }

  @Test
  void anOutputIsStreamedWholeInPartsOrNotAtAll() {
    Answer asked =
        gateway.form("/api/v1/convert", Map.of("output", "webp"), JPEG, "Prefer", "wait=0");
    complete(log().commands().getLast());
    String path = "/api/v1/jobs/%s".formatted(asked.json().at("/job/id").asText());
    Answer job = gateway.get(path);
    assertThat(job.json().path("progress").asInt()).isEqualTo(100);
    assertThat(job.json().at("/outputs/0/url").asText()).contains("signed=3600");
    assertThat(job.json().path("result_url")).isEqualTo(job.json().at("/outputs/0/url"));
    String output = path + "/outputs/output.webp";
    Answer whole = gateway.get(output);
    assertThat(whole.text()).isEqualTo("0123456789");
    assertThat(whole.header("Content-Type")).isEqualTo("image/webp");
    assertThat(whole.header("Content-Disposition")).contains("holiday.webp");
    assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Answer part = gateway.send(gateway.request(output).header("Range", "bytes=2-4"));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("234");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(part.header("Content-Length")).isEqualTo("3");
    Answer beyond = gateway.send(gateway.request(output).header("Range", "bytes=10-"));
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    Answer known =
        gateway.send(gateway.request(output).header("If-None-Match", whole.header("ETag")));
    assertThat(known.status()).isEqualTo(304);
    Answer head =
        gateway.send(gateway.request(output).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(gateway.get(path + "/outputs/other").code()).isEqualTo("OUTPUT_NOT_FOUND");
  }

  @Test
  void aWatcherSeesTheJobFromItsBeginningToItsEnd() {
    Answer asked = gateway.form("/api/v1/convert", Map.of("output", "webp"), JPEG);
    complete(log().commands().getLast());
    String path = "/api/v1/jobs/%s/events".formatted(asked.json().at("/job/id").asText());
    Answer all = gateway.get(path);
    assertThat(all.header("Content-Type")).startsWith("text/event-stream");
    assertThat(all.text())
        .startsWith("id: 1\nevent: progress\ndata: {")
        .contains("id: 2\nevent: complete\ndata: {\"status\":\"completed\"");
    Answer rest = gateway.send(gateway.request(path).header("Last-Event-ID", "1"));
    assertThat(rest.text()).startsWith("id: 2\nevent: complete");
    assertThat(gateway.send(gateway.request(path).header("Last-Event-ID", "x")).status())
        .isEqualTo(400);
  }

  private static void complete(JobCommand command) {
    String key = "jobs/%s/output.webp".formatted(command.getMetadata().getJobId());
    store().put(key, "0123456789".getBytes(StandardCharsets.US_ASCII), "image/webp", Map.of());
    log()
        .tell(
            command,
            2,
            JobCompleted.newBuilder()
                .setOutputs(
                    List.of(
                        Rendition.newBuilder()
                            .setName("output.webp")
                            .setKey(key)
                            .setContentType("image/webp")
                            .setBytes(10)
                            .setSha256("ab".repeat(32))
                            .build()))
                .build());
  }
}
