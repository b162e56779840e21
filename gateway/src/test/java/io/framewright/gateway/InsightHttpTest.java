package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import io.framewright.gateway.metadata.EffortView;
import io.framewright.gateway.metadata.EffortView.Known;
import io.framewright.gateway.metadata.EffortView.Speed;
import io.framewright.gateway.metadata.FakeReads;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.testing.InMemoryObjectStore;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway tells about inputs, work to come and work that goes on. */
class InsightHttpTest {

  private static final byte[] MP3 = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0};

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
  void nothingIsKnown() {
    gateway.bean(FakeReads.class).knows(new EffortView(null, List.of()));
  }

  private static TaskSpec lastTask() {
    return gateway.bean(FakeLog.class).lastRequest().getTasks().getFirst();
  }

  @Test
  void aPictureAndSoundAreDescribedByTheWorkersOfTheirKind() {
    Answer picture = analyze("asset:" + gateway.upload(GatewayHttpTest.JPEG));
    assertThat(picture.status()).isEqualTo(202);
    assertThat(picture.json().at("/job/operation").asText()).isEqualTo("analyze");
    assertThat(lastTask().getPool()).isEqualTo("image");
    assertThat(lastTask().getOperation().getName()).isEqualTo("image.analyze");

    analyze("asset:" + gateway.upload(MP3));
    assertThat(lastTask().getPool()).isEqualTo("transcode");
    assertThat(lastTask().getOperation().getName()).isEqualTo("video.analyze");
    assertThat(lastTask().getOperation().getParams()).isEqualTo("{}");
  }

  @Test
  void anUploadAndAStoredObjectAreDescribedToo() {
    assertThat(gateway.form("/api/v1/analyze", Map.of(), GatewayHttpTest.JPEG).status())
        .isEqualTo(202);
    gateway.send(
        gateway
            .request("/api/v1/storage/in/a.jpg")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(GatewayHttpTest.JPEG)));
    assertThat(analyze("/storage/in/a.jpg").status()).isEqualTo(202);
    assertThat(analyze("/storage/in/b.jpg").code()).isEqualTo("OBJECT_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "operations", "reference", "metrics"})
  void whatADescriptionHasNoUseForIsRefusedByName(String field) {
    Answer refused =
        gateway.json(
            "/api/v1/analyze",
            "{\"input\":\"asset:%s\",\"%s\":\"x\"}"
                .formatted(gateway.upload(GatewayHttpTest.JPEG), field));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/error/details/field").asText()).isEqualTo(field);
  }

  @Test
  void anAnalysisThatHasEndedCanBeAskedForAgain() {
    String id = analyze("asset:" + gateway.upload(MP3)).json().at("/job/id").asText();
    gateway.send(gateway.request("/api/v1/jobs/" + id).DELETE());
    Answer again =
        gateway.send(
            gateway
                .request("/api/v1/jobs/%s/retry".formatted(id))
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(again.status()).isEqualTo(202);
    assertThat(lastTask().getOperation().getName()).isEqualTo("video.analyze");
  }

  @Test
  void anEstimateRestsOnDefaultsUntilJobsWereSeen() {
    String input = "asset:" + gateway.upload(MP3);
    int before = gateway.bean(FakeLog.class).commands().size();
    Answer guessed = estimate(input, "\"output\":\"flac\"");
    assertThat(guessed.status()).isEqualTo(200);
    assertThat(guessed.json().at("/basis/speed").asText()).isEqualTo("default");
    assertThat(guessed.json().at("/basis/input").asText()).isEqualTo("guessed");
    assertThat(guessed.json().at("/basis/jobs").asInt()).isZero();

    gateway
        .bean(FakeReads.class)
        .knows(
            new EffortView(
                new Known(100.0, null, null), List.of(new Speed("medium", 0, 7, 0.05, 90_000))));
    Answer learned = estimate(input, "\"output\":\"flac\"");
    assertThat(learned.json().at("/estimated/duration_seconds").asDouble()).isEqualTo(5);
    assertThat(learned.json().at("/estimated/output_size_bytes").asLong()).isEqualTo(9_000_000);
    assertThat(learned.json().at("/basis/speed").asText()).isEqualTo("learned");
    assertThat(learned.json().at("/basis/input").asText()).isEqualTo("known");
    assertThat(learned.json().at("/basis/jobs").asInt()).isEqualTo(7);
    assertThat(gateway.bean(FakeLog.class).commands()).hasSize(before);
  }

  @Test
  void whatCouldNotBeAskedForCannotBeEstimated() {
    Answer refused = estimate("asset:" + gateway.upload(MP3), "\"output\":\"mp4\",\"x\":1");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(estimate("asset:" + UUID.randomUUID(), "\"output\":\"mp3\"").status())
        .isEqualTo(404);
  }

  @Test
  void theLastLinesOfAllRunsAreShownInOrder() {
    String id = analyze("asset:" + gateway.upload(MP3)).json().at("/job/id").asText();
    assertThat(gateway.get(logs(id, "")).json().at("/lines").asInt()).isZero();

    JobId job = JobId.parse(id);
    TaskId task = new TaskId(UUID.randomUUID());
    logged(ObjectKeys.log(job, task, 1, new RunId(UUID.randomUUID())), 1, 90);
    logged(ObjectKeys.log(job, task, 2, new RunId(UUID.randomUUID())), 91, 120);

    Answer last = gateway.get(logs(id, "?lines=40"));
    assertThat(last.json().at("/job_id").asText()).isEqualTo(id);
    assertThat(last.json().at("/lines").asInt()).isEqualTo(40);
    assertThat(last.json().at("/logs/0").asText()).isEqualTo("line 81");
    assertThat(last.json().at("/logs/39").asText()).isEqualTo("line 120");
    assertThat(gateway.get(logs(id, "")).json().at("/lines").asInt()).isEqualTo(100);
    assertThat(gateway.get("/api/v1/jobs/" + id).json().at("/links/logs").asText())
        .isEqualTo(logs(id, ""));
  }

  @Test
  void logsOfAnothersJobAreAsGoodAsNone() {
    String id = analyze("asset:" + gateway.upload(MP3)).json().at("/job/id").asText();
    Answer stranger =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri(logs(id, "")))
                .header("X-API-Key", GatewayUnderTest.OTHER_KEY));
    assertThat(stranger.code()).isEqualTo("JOB_NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({"0", "1001", "-1", "many", "99999999999"})
  void aNumberOfLinesIsWithinBounds(String lines) {
    String id = analyze("asset:" + gateway.upload(MP3)).json().at("/job/id").asText();
    Answer refused = gateway.get(logs(id, "?lines=" + lines));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/error/details/field").asText()).isEqualTo("lines");
  }

  private static Answer analyze(String input) {
    return gateway.json("/api/v1/analyze", "{\"input\":\"%s\"}".formatted(input));
  }

  private static Answer estimate(String input, String more) {
    return gateway.json("/api/v1/estimate", "{\"input\":\"%s\",%s}".formatted(input, more));
  }

  private static String logs(String job, String query) {
    return "/api/v1/jobs/%s/logs%s".formatted(job, query);
  }

  private static void logged(String key, int first, int last) {
    String text =
        IntStream.rangeClosed(first, last)
            .mapToObj("line %d\n"::formatted)
            .collect(Collectors.joining());
    gateway
        .bean(InMemoryObjectStore.class)
        .put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
  }
}
