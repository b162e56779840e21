package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of errors. */
class ErrorsHttpTest {

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Answer accepting(String path, String accept) {
    return gateway.send(gateway.request(path).header("Accept", accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/problem+json",
        "application/problem+json, application/json",
        "application/json;q=0.5, application/problem+json",
        "*/*, application/problem+json"
      })
  void aClientThatAcceptsProblemsGetsThem(String accept) {
    Answer answer = accepting("/api/v1/jobs?page=0", accept);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(422);
    assertThat(problem.path("type").asText()).isEqualTo("/docs/errors#VALIDATION_ERROR");
    assertThat(problem.path("title").asText()).isEqualTo("Validation error");
    assertThat(problem.path("code").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(problem.path("detail").asText()).contains("'page'");
    assertThat(problem.at("/details/field").asText()).isEqualTo("page");
    assertThat(problem.path("instance").asText())
        .isEqualTo("urn:framewright:request:" + answer.header("X-Request-Id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json, application/problem+json"})
  void anyOtherClientGetsTheNativeForm(String accept) {
    Answer answer = accepting("/api/v1/jobs/none", accept);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.code()).isEqualTo("JOB_NOT_FOUND");
  }

  @Test
  void whoAcceptsOnlyProblemsIsServedAllTheSame() {
    Answer jobs = accepting("/api/v1/jobs", "application/problem+json");
    assertThat(jobs.status()).isEqualTo(200);
    assertThat(jobs.json().path("jobs").isArray()).isTrue();
    Answer unknown = accepting("/api/v1/nothing", "application/problem+json");
    assertThat(unknown.json().path("code").asText()).isEqualTo("NOT_FOUND");
    Answer stranger =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/api/v1/jobs"))
                .header("Accept", "application/problem+json"));
    assertThat(stranger.json().path("code").asText()).isEqualTo("AUTH_ERROR");
  }

  @Test
  void whatCannotBeSentIsSaid() {
    Answer answer = accepting("/api/v1/jobs", "text/csv");
    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.code()).isEqualTo("NOT_ACCEPTABLE");
  }
}
