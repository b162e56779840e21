package io.framewright.metadata.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.metadata.Events;
import io.framewright.metadata.ServiceUnderTest;
import io.framewright.metadata.ServiceUnderTest.Answer;
import io.framewright.metadata.view.JobFold;
import io.framewright.metadata.view.JobView;
import io.framewright.platform.security.ServiceTokens;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobPriority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobsApiTest {

  private static ServiceUnderTest service;

  private final String tenant = "t-" + UUID.randomUUID();
  private final Events job = new Events(tenant);

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start();
    await().until(() -> service.get("/health/readiness").status() == 200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void whatIsOnTheLogIsFoundAtOnce() {
    for (int i = 0; i < 20; i++) {
      Events fresh = new Events(tenant);
      service.publish(List.of(fresh.accepted()));
      Answer answer = service.get(path(fresh));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("id").asText()).isEqualTo(fresh.job.toString());
    }
  }

  @Test
  void whatFollowsAnEventThatWasSeenShowsIt() {
    for (int i = 0; i < 20; i++) {
      Events fresh = new Events(tenant);
      List<JobEvent> life = fresh.wholeLife();
      service.publish(life.subList(0, 1));
      assertThat(service.get(path(fresh)).status()).isEqualTo(200);
      service.publish(life.subList(1, life.size()));
      assertThat(service.get(path(fresh) + "?at_least=5").json().path("status").asText())
          .isEqualTo("completed");
    }
  }

  @Test
  void aJobIsShownInSnakeCase() {
    service.publish(job.wholeLife());
    await().until(() -> job().path("status").asText().equals("completed"));
    JsonNode view = job();
    assertThat(view.path("tenant_id").asText()).isEqualTo(tenant);
    assertThat(view.path("stage").asText()).isEqualTo("complete");
    assertThat(view.path("priority").asText()).isEqualTo("normal");
    assertThat(Instant.parse(view.path("started_at").asText())).isEqualTo(Events.at(3));
    assertThat(view.path("outputs").path(0).path("content_type").asText()).isEqualTo("image/webp");
    assertThat(view.path("tasks").path(0).path("status").asText()).isEqualTo("done");
    assertThat(view.path("tasks").path(0).has("needs")).isFalse();
    assertThat(view.path("warnings").path(0).asText()).isEqualTo("no ICC profile");
    assertThat(view.path("sequence").asLong()).isEqualTo(5);
  }

  @Test
  void theHistoryIsEveryEventInOrder() {
    service.publish(job.wholeLife());
    await().until(() -> service.get(path(job) + "/history").json().path("events").size() == 5);
    JsonNode later = service.get(path(job) + "/history?after=3").json().path("events");
    assertThat(later).hasSize(2);
    assertThat(later.path(0).path("sequence").asLong()).isEqualTo(4);
    assertThat(later.path(0).path("type").asText()).isEqualTo("TaskCompleted");
    assertThat(later.path(0).path("data").path("task_id").asText()).isEqualTo(job.task.toString());
  }

  @Test
  void aJobCanBeReadAsItWas() {
    List<JobEvent> life = job.wholeLife();
    service.publish(life);
    await().until(() -> job().path("status").asText().equals("completed"));
    assertThat(past(Events.at(1).minusMillis(1)).status()).isEqualTo(404);
    @Nullable JobView view = null;
    for (JobEvent event : life) {
      view = JobFold.apply(view, event);
      long sequence = event.getMetadata().getSequence();
      JsonNode was = past(Events.at(sequence).plusMillis(999)).json();
      assertThat(was.path("sequence").asLong()).isEqualTo(sequence);
      assertThat(was.path("status").asText())
          .isEqualTo(Objects.requireNonNull(view).status().word());
      assertThat(was.path("outputs")).hasSize(view.outputs().size());
      assertThat(was.at("/tasks/0/id").asText()).isEqualTo(job.task.toString());
    }
    assertThat(past(Instant.now()).json()).isEqualTo(job());
    assertThat(service.get(path(job) + "/past?at=yesterday").status()).isEqualTo(400);
  }

  private Answer past(Instant at) {
    return service.get(path(job) + "/past?at=" + at);
  }

  @Test
  void aListCanBeReadOnFromARow() {
    for (int i = 0; i < 5; i++) {
      Events one = new Events(tenant);
      JobPriority priority = i % 2 == 0 ? JobPriority.LOW : JobPriority.HIGH;
      service.publish(List.of(one.accepted("image.convert", priority)));
    }
    await().until(() -> list("").path("total").asInt() == 5);
    for (String field : List.of("created_at", "updated_at", "priority")) {
      for (String direction : List.of("asc", "desc")) {
        String sort = "sort=%s:%s".formatted(field, direction);
        List<String> whole = ids(list("?" + sort));
        List<String> read = new ArrayList<>();
        JsonNode page = list("?" + sort + "&per_page=2");
        read.addAll(ids(page));
        while (page.path("more").asBoolean()) {
          JsonNode last = page.path("jobs").get(page.path("jobs").size() - 1);
          page =
              list(
                  "?%s&per_page=2&after=%s&after_id=%s"
                      .formatted(sort, last.path(field).asText(), last.path("id").asText()));
          assertThat(page.path("total").asInt()).isEqualTo(5);
          read.addAll(ids(page));
        }
        assertThat(read).as(sort).hasSize(5).isEqualTo(whole);
      }
    }
    assertThat(
            service.get("/internal/tenants/%s/jobs?after_id=x&after=y".formatted(tenant)).status())
        .isEqualTo(400);
  }

  @Test
  void theMediaOfAJobComeFromItsCompletedTasks() {
    service.publish(job.wholeLife());
    await().until(() -> service.get(path(job) + "/media").json().path("media").size() == 2);
    JsonNode output = service.get(path(job) + "/media").json().path("media").path(1);
    assertThat(output.path("object").asText()).isEqualTo(job.rendition().getKey());
    assertThat(output.path("metadata").path("format").asText()).isEqualTo("webp");
  }

  @Test
  void anotherTenantsJobIsUnknown() {
    service.publish(List.of(job.accepted()));
    assertThat(service.get(path(job)).status()).isEqualTo(200);
    for (String part : List.of("", "/history", "/media")) {
      Answer answer = service.get("/internal/tenants/rival/jobs/" + job.job + part);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("error").path("code").asText()).isEqualTo("JOB_NOT_FOUND");
    }
    assertThat(service.get("/internal/tenants/rival/jobs").json().path("total").asLong()).isZero();
  }

  @Test
  void aJobThatNeverWasIsUnknown() {
    assertThat(service.get(path(job)).status()).isEqualTo(404);
    assertThat(service.get("/internal/tenants/acme/jobs/not-an-id").status()).isEqualTo(404);
  }

  @Test
  void nobodyReadsWithoutAServiceToken() {
    String path = "/internal/tenants/%s/jobs".formatted(tenant);
    String foreign =
        new ServiceTokens("another secret that is also long enough").mint("x", Instant.now());
    String expired =
        service
            .context
            .getBean(ServiceTokens.class)
            .mint("gateway", Instant.now().minusSeconds(3600));
    assertThat(service.get(path, Optional.empty()).status()).isEqualTo(401);
    assertThat(service.get(path, Optional.of("nonsense")).status()).isEqualTo(401);
    assertThat(service.get(path, Optional.of(foreign)).status()).isEqualTo(401);
    assertThat(service.get(path, Optional.of(expired)).status()).isEqualTo(401);
    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @Test
  void healthIsOpenAndTellsTheLag() {
    Answer health = service.get("/health", Optional.empty());
    assertThat(health.status()).isEqualTo(200);
    JsonNode details = health.json().path("details").path("projections").path("details");
    assertThat(details.path("postgres").path("following").asBoolean()).isTrue();
    assertThat(details.path("mongo").has("lag")).isTrue();
  }

  @Test
  void theListIsFilteredSortedAndPaged() {
    List<Events> jobs = new ArrayList<>();
    List<JobEvent> events = new ArrayList<>();
    for (JobPriority priority : List.of(JobPriority.NORMAL, JobPriority.HIGH, JobPriority.LOW)) {
      Events each = new Events(tenant);
      jobs.add(each);
      events.add(each.accepted("image.convert", priority));
    }
    events.add(jobs.getFirst().started(1));
    service.publish(events);
    await().until(() -> list("").path("total").asInt() == 3);
    assertThat(ids(list("?sort=priority:desc")))
        .containsExactly(id(jobs.get(1)), id(jobs.get(0)), id(jobs.get(2)));
    assertThat(ids(list("?sort=updated_at:asc")).getLast()).isEqualTo(id(jobs.getFirst()));
    assertThat(ids(list("?status=processing"))).containsExactly(id(jobs.getFirst()));
    assertThat(ids(list("?status=queued&type=image.convert"))).hasSize(2);
    assertThat(ids(list("?type=video.transcode"))).isEmpty();
    assertThat(ids(list("?external_id=order-7"))).hasSize(3);
    assertThat(ids(list("?batch_id=" + UUID.randomUUID()))).isEmpty();
    JsonNode second = list("?per_page=2&page=2&sort=priority:asc");
    assertThat(ids(second)).containsExactly(id(jobs.get(1)));
    assertThat(second.path("total").asInt()).isEqualTo(3);
  }

  @Test
  void whatTheListDoesNotUnderstandIsRefused() {
    for (String query :
        List.of(
            "?sort=owner",
            "?sort=created_at:up",
            "?status=odd",
            "?per_page=101",
            "?page=0",
            "?page=x",
            "?batch_id=x")) {
      Answer answer = service.get("/internal/tenants/%s/jobs%s".formatted(tenant, query));
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.json().path("error").path("code").asText()).isEqualTo("MALFORMED_REQUEST");
    }
  }

  @Test
  void whatWaitsHasItsPlaceInTheOrderOfTurns() {
    Events low = new Events(tenant);
    Events first = new Events(tenant);
    Events second = new Events(tenant);
    Events urgent = new Events(tenant);
    Events follower = new Events(tenant);
    Events rival = new Events(tenant + "-rival");
    service.publish(
        List.of(
            low.accepted("convert", JobPriority.LOW),
            first.accepted(),
            second.accepted(),
            urgent.accepted("convert", JobPriority.HIGH),
            follower.following(first.job),
            rival.accepted("convert", JobPriority.HIGH)));
    await().until(() -> list("").path("total").asInt() == 5);

    assertThat(position(urgent)).isEqualTo(1);
    assertThat(List.of(position(first), position(second))).containsExactlyInAnyOrder(2, 3);
    assertThat(position(low)).isEqualTo(4);
    assertThat(position(follower)).isZero();
    assertThat(position(rival)).isEqualTo(1);

    service.publish(List.of(first.started(1), urgent.started(1)));
    await().until(() -> position(second) == 1);
    assertThat(position(low)).isEqualTo(2);
    assertThat(position(urgent)).isZero();
    list("?status=queued")
        .path("jobs")
        .forEach(each ->
            assertThat(each.path("queue_position").asInt(0))
                .as(each.path("id").asText())
                .isEqualTo(each.path("id").asText().equals(id(follower)) ? 0 : position(each)));
  }

  @Test
  void whatAJobWaitsForIsCounted() {
    Events offered = new Events(tenant);
    Events running = new Events(tenant);
    Events follower = new Events(tenant);
    Events rival = new Events(tenant + "-rival");
    Instant later = Events.START.plusSeconds(90);
    service.publish(
        List.of(
            offered.accepted(),
            offered.dispatched(1),
            running.accepted(),
            running.dispatched(1),
            running.started(1),
            running.retried(later),
            follower.following(running.job),
            rival.accepted()));
    await().until(() -> list("").path("total").asInt() == 3);

    JsonNode waiting = service.get(path(follower) + "/waiting").json();
    assertThat(waiting.path("job").path("id").asText()).isEqualTo(id(follower));
    assertThat(waiting.path("terms").path("pool").asText()).isEqualTo("image");
    assertThat(waiting.path("terms").path("max_concurrent_jobs").asInt()).isEqualTo(4);
    assertThat(waiting.path("terms").path("follows").asText()).isEqualTo(id(running));
    assertThat(waiting.path("leader").asText()).isEqualTo("processing");
    assertThat(waiting.path("running").asInt()).isEqualTo(2);
    assertThat(waiting.path("running_of_owner").asInt()).isEqualTo(2);
    assertThat(waiting.path("others_wait").asBoolean()).isTrue();
    assertThat(waiting.path("not_before").isTextual()).isFalse();
    JsonNode retried = service.get(path(running) + "/waiting").json();
    assertThat(Instant.parse(retried.path("not_before").asText())).isEqualTo(later);
    assertThat(
            service.get("/internal/tenants/rival/jobs/%s/waiting".formatted(running.job)).status())
        .isEqualTo(404);
  }

  private int position(JsonNode listed) {
    return service
        .get("/internal/tenants/%s/jobs/%s".formatted(tenant, listed.path("id").asText()))
        .json()
        .path("queue_position")
        .asInt();
  }

  private int position(Events events) {
    return service.get(path(events)).json().path("queue_position").asInt();
  }

  private JsonNode job() {
    return service.get(path(job)).json();
  }

  private JsonNode list(String query) {
    return service.get("/internal/tenants/%s/jobs%s".formatted(tenant, query)).json();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("jobs").forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  private static String id(Events events) {
    return events.job.toString();
  }

  private static String path(Events events) {
    return "/internal/tenants/%s/jobs/%s".formatted(events.tenant, events.job);
  }
}
