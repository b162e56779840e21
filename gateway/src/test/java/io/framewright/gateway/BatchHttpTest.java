package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobPriority;
import io.framewright.schemas.avro.JobPriorityChangeRequested;
import io.framewright.schemas.avro.JobRequested;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several jobs together, the same job again, and a job's place, over HTTP. */
class BatchHttpTest {

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static FakeLog log() {
    return gateway.bean(FakeLog.class);
  }

  private static String request(String output) {
    return "{\"input\":\"asset:%s\",\"output\":\"%s\"}"
        .formatted(gateway.upload(GatewayHttpTest.JPEG), output);
  }

  private static void complete(JobCommand command) {
    log().tell(command, 2, JobCompleted.newBuilder().setOutputs(List.of()).build());
  }

  @Test
  void aBatchIsItsJobs() {
    Answer made =
        gateway.json(
            "/api/v1/batch",
            "{\"batch_name\":\"two\",\"jobs\":[%s,%s]}".formatted(request("webp"), request("png")));
    assertThat(made.status()).isEqualTo(202);
    String id = made.json().path("batch_id").asText();
    assertThat(made.header("Location")).isEqualTo("/api/v1/batch/" + id);
    assertThat(made.json().path("jobs")).hasSize(2);
    assertThat(made.json().at("/jobs/0/batch_id").asText()).isEqualTo(id);

    JsonNode shown = gateway.get("/api/v1/batch/" + id).json();
    assertThat(shown.path("status").asText()).isEqualTo("processing");
    assertThat(shown.at("/statistics/queued").asInt()).isEqualTo(2);
    List<JobCommand> commands = log().commands();
    commands.subList(commands.size() - 2, commands.size()).forEach(BatchHttpTest::complete);
    shown = gateway.get("/api/v1/batch/" + id).json();
    assertThat(shown.path("status").asText()).isEqualTo("completed");
    assertThat(shown.path("progress").asDouble()).isEqualTo(100);
    assertThat(shown.path("batch_name").asText()).isEqualTo("two");
  }

  @Test
  void whatWaitsSaysWhy() {
    JsonNode made = gateway.json("/api/v1/convert", request("webp")).json().path("job");
    String path = "/api/v1/jobs/" + made.path("id").asText();

    JsonNode why = gateway.get(path + "/why-waiting").json();

    assertThat(gateway.get(path).json().path("queue_position").asInt()).isEqualTo(1);
    assertThat(why.path("waiting").asBoolean()).isTrue();
    assertThat(why.path("queue_position").asInt()).isEqualTo(1);
    assertThat(why.at("/reasons/0/code").asText()).isEqualTo("no_worker");
    assertThat(why.path("message").asText()).contains("no worker for image tasks");
    assertThat(
            gateway
                .send(
                    HttpRequest.newBuilder(gateway.uri(path + "/why-waiting"))
                        .header("X-API-Key", GatewayUnderTest.OTHER_KEY))
                .status())
        .isEqualTo(404);
  }

  @Test
  void oneBadRequestSpoilsNone() {
    Answer made =
        gateway.json(
            "/api/v1/batch",
            "{\"jobs\":[%s,{\"input\":\"asset:%s\",\"output\":\"webp\"}]}"
                .formatted(request("webp"), UUID.randomUUID()));
    assertThat(made.status()).isEqualTo(202);
    assertThat(made.json().path("total_jobs").asInt()).isEqualTo(1);
    assertThat(made.json().at("/warnings/0/index").asInt()).isEqualTo(1);
    assertThat(made.json().at("/warnings/0/code").asText()).isEqualTo("ASSET_NOT_FOUND");
  }

  @Test
  void badBatchesMakeNoJob() {
    int before = log().commands().size();
    assertThat(gateway.json("/api/v1/batch", "{\"jobs\":[]}").status()).isEqualTo(400);
    assertThat(gateway.json("/api/v1/batch", "{\"jobs\":[{}]}").status()).isEqualTo(400);
    assertThat(gateway.json("/api/v1/batch", "{}").status()).isEqualTo(422);
    assertThat(gateway.json("/api/v1/batch", "{\"jobs\":[],\"x\":1}").status()).isEqualTo(422);
    String many = "{\"jobs\":[" + "{},".repeat(100) + "{}]}";
    assertThat(gateway.json("/api/v1/batch", many).status()).isEqualTo(422);
    assertThat(log().commands()).hasSize(before);
    assertThat(gateway.get("/api/v1/batch/nothing").status()).isEqualTo(404);
    assertThat(gateway.get("/api/v1/batch/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void aRepeatedBatchIsTheSameBatch() {
    String body = "{\"jobs\":[%s]}".formatted(request("webp"));
    JsonNode first = gateway.json("/api/v1/batch", body, "Idempotency-Key", "batch-1").json();
    JsonNode second = gateway.json("/api/v1/batch", body, "Idempotency-Key", "batch-1").json();
    assertThat(first.path("batch_id").asText()).isNotEmpty();
    assertThat(second.path("batch_id")).isEqualTo(first.path("batch_id"));
    assertThat(second.at("/jobs/0/id")).isEqualTo(first.at("/jobs/0/id"));
    Answer other =
        gateway.json("/api/v1/batch", body.replace("webp", "png"), "Idempotency-Key", "batch-1");
    assertThat(other.status()).as(other.text()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aBatchIsCancelledAsFarAsItGoes() {
    JsonNode made =
        gateway
            .json("/api/v1/batch", "{\"jobs\":[%s,%s]}".formatted(request("webp"), request("png")))
            .json();
    complete(log().commands().getLast());
    String path = "/api/v1/batch/" + made.path("batch_id").asText();
    Answer cancelled = gateway.send(gateway.request(path).DELETE());
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.json().path("cancelled").asInt()).isEqualTo(1);
    assertThat(cancelled.json().path("failed_to_cancel").asInt()).isEqualTo(1);
    JsonNode shown = gateway.get(path).json();
    assertThat(shown.path("status").asText()).isEqualTo("partial_success");
    Answer stranger =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri(path))
                .header("X-API-Key", GatewayUnderTest.OTHER_KEY));
    assertThat(stranger.status()).isEqualTo(404);
  }

  @Test
  void aRetryIsANewJobThatIsDoneAnew() {
    Answer made = gateway.json("/api/v1/convert", request("webp"));
    String id = made.json().at("/job/id").asText();
    Answer early = gateway.json("/api/v1/jobs/" + id + "/retry", "");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("INVALID_STATE");
    JobRequested asked = log().lastRequest();
    complete(log().commands().getLast());

    Answer again = gateway.json("/api/v1/jobs/" + id + "/retry", "");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().at("/job/retry_of").asText()).isEqualTo(id);
    JobRequested repeated = log().lastRequest();
    assertThat(repeated.getMemoize()).isFalse();
    assertThat(repeated.getTasks().getFirst().getInputs())
        .isEqualTo(asked.getTasks().getFirst().getInputs());
    assertThat(repeated.getTasks().getFirst().getOperation())
        .isEqualTo(asked.getTasks().getFirst().getOperation());
    assertThat(gateway.json("/api/v1/jobs/" + UUID.randomUUID() + "/retry", "").status())
        .isEqualTo(404);
  }

  @Test
  void aJobIsMovedAmongItsTenants() {
    String id = gateway.json("/api/v1/convert", request("webp")).json().at("/job/id").asText();
    String path = "/api/v1/jobs/" + id;
    Answer moved = patch(path, "{\"priority\":\"high\"}");
    assertThat(moved.status()).isEqualTo(200);
    JobCommand command = log().commands().getLast();
    assertThat(((JobPriorityChangeRequested) command.getPayload()).getPriority())
        .isEqualTo(JobPriority.HIGH);
    assertThat(patch(path, "{\"priority\":\"urgent\"}").status()).isEqualTo(422);
    assertThat(patch(path, "{\"status\":\"completed\"}").status()).isEqualTo(422);
  }

  private static Answer patch(String path, String body) {
    return gateway.send(
        gateway
            .request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }
}
