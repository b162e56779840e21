package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs are read: as they were, and page by page. */
class JobsHttpTest {

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonNode asked() {
    return gateway
        .json(
            "/api/v1/convert",
            "{\"input\":\"asset:%s\",\"output\":\"webp\"}"
                .formatted(gateway.upload(GatewayHttpTest.JPEG)))
        .json()
        .path("job");
  }

  @Test
  void aJobIsReadAsItWas() {
    JsonNode asked = asked();
    FakeLog log = gateway.bean(FakeLog.class);
    JobCommand command = log.commands().getLast();
    Instant begun = Instant.parse(asked.path("created_at").asText());
    log.tell(command, 2, JobCancelled.newBuilder().build());
    String path = asked.at("/links/self").asText();
    assertThat(gateway.get(path).json().path("status").asText()).isEqualTo("cancelled");
    assertThat(gateway.get(path + "?at=" + begun.minusMillis(1)).code()).isEqualTo("JOB_NOT_FOUND");
    assertThat(gateway.get(path + "?at=" + Instant.now()).json())
        .isEqualTo(gateway.get(path).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "2026-11-22", "9999-01-01T00:00:00Z", "1e999"})
  void aTimeHasAFormAndHasBeen(String at) {
    Answer answer = gateway.get(asked().at("/links/self").asText() + "?at=" + at);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).isEqualTo("at");
  }

  @Test
  void aCursorLeadsFromPageToPage() {
    for (int i = 0; i < 5; i++) {
      asked();
    }
    List<String> whole = ids(gateway.get("/api/v1/jobs?per_page=100").json());
    JsonNode page = gateway.get("/api/v1/jobs?per_page=2").json();
    assertThat(page.path("page").asInt()).isEqualTo(1);
    List<String> read = new ArrayList<>(ids(page));
    while (page.path("has_next").asBoolean()) {
      asked(); // what is new does not shift what is read
      page =
          gateway.get("/api/v1/jobs?per_page=2&cursor=" + page.path("next_cursor").asText()).json();
      assertThat(page.has("page")).isFalse();
      assertThat(page.path("has_prev").asBoolean()).isTrue();
      read.addAll(ids(page));
    }
    assertThat(page.has("next_cursor")).isFalse();
    assertThat(read).isEqualTo(whole);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("jobs").forEach(job -> ids.add(job.path("id").asText()));
    return ids;
  }

  @Test
  void aCursorIsOfItsListOrRefused() {
    asked();
    asked();
    String cursor = gateway.get("/api/v1/jobs?per_page=1").json().path("next_cursor").asText();
    List<String> wrong =
        List.of(
            "cursor=" + cursor + "&sort=priority:desc",
            "cursor=" + cursor + "&page=2",
            "cursor=" + cursor.substring(3),
            "cursor=%00",
            "cursor=" + encoded("created_at:desc|' OR 1=1|" + new UUID(0, 0)),
            "cursor=" + encoded("created_at:desc|2026-11-22T00:00:00Z|x"),
            "sort=priority:asc&cursor=" + encoded("priority:asc|urgent|" + new UUID(0, 0)));
    assertThat(wrong)
        .allSatisfy(
            query -> assertThat(gateway.get("/api/v1/jobs?" + query).status()).isEqualTo(422));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
