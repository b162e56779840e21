package io.framewright.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.e2e.Api;
import io.framewright.e2e.Samples;
import io.framewright.embedded.Ports;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.testing.TestKafka;
import io.framewright.testing.TestMongo;
import io.framewright.testing.TestPostgres;
import io.framewright.testing.TestRedis;
import io.framewright.testing.TestS3;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service as the compose file runs it, in a JVM of its own with the environment that stands
 * there: two orchestrators, two workers of each pool. Only addresses, directories and engines are
 * this machine's, and schema ids come from the released list where compose has a registry.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesAsProcessesTest {

  private static final String API_KEY = "0123456789abcdef0123456789abcdef";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static final ComposeFile COMPOSE = ComposeFile.read();
  private static final List<ServiceProcess> PROCESSES = new ArrayList<>();
  private static final Collector COLLECTOR = new Collector();
  private static final Map<String, Object> SERVERS = new HashMap<>();
  private static final int METADATA = Ports.choose(0, "metadata-service");
  private static Api api;
  private static Api otherGateway;

  @BeforeAll
  static void start() {
    SERVERS.putAll(TestKafka.properties());
    SERVERS.putAll(TestPostgres.properties());
    SERVERS.putAll(TestMongo.properties());
    SERVERS.putAll(TestRedis.properties());
    SERVERS.putAll(TestS3.properties());
    int gateway = Ports.choose(0, "gateway");
    run("job-orchestrator", 1, Ports.choose(0, "orchestrator")).awaitReady();
    run("job-orchestrator-standby", 1, Ports.choose(0, "orchestrator"));
    run("metadata-service", 1, METADATA);
    run("gateway", 1, gateway);
    int second = Ports.choose(0, "gateway");
    run("gateway", 2, second);
    for (int number = 1; number <= 2; number++) {
      run("image-service", number, Ports.choose(0, "image-service"));
      run("transcoder-service", number, Ports.choose(0, "transcoder-service"));
    }
    PROCESSES.forEach(ServiceProcess::awaitReady);
    api = new Api("http://127.0.0.1:" + gateway, API_KEY);
    otherGateway = new Api("http://127.0.0.1:" + second, API_KEY);
  }

  @AfterAll
  static void stop() {
    PROCESSES.forEach(ServiceProcess::stop);
    PROCESSES.forEach(ServiceProcess::close);
    COLLECTOR.close();
  }

  private static ServiceProcess run(String service, int number, int port) {
    Path home = directory.resolve(service + "-" + number);
    ServiceProcess process =
        ServiceProcess.start(
            service,
            ComposeFile.module(service),
            COMPOSE.mainClass(service),
            port,
            directory.resolve(home.getFileName() + ".log"),
            environment(service, home, port));
    PROCESSES.add(process);
    return process;
  }

  /** What stands in the compose file, with this machine's addresses, directories and engines. */
  private static Map<String, String> environment(String service, Path home, int port) {
    Map<String, String> variables = new TreeMap<>();
    COMPOSE.variables().stream()
        .filter(name -> name.matches(".*(_SECRET|_KEY|_PASSWORD)"))
        .forEach(name -> variables.put(name, API_KEY));
    variables.put("PRODUCTION", "false"); // the test servers' secrets are well known
    variables.put("OTEL_TRACES_EXPORTER", "otlp");
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint());
    Map<String, String> environment = COMPOSE.environment(service, variables);
    SERVERS.forEach((key, value) ->
        environment.computeIfPresent(
            key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
            (_, _) -> value.toString()));
    environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
    environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    environment.put("FRAMEWRIGHT_SCHEMA_REGISTRY_URL", "");
    environment.computeIfPresent(
        "FRAMEWRIGHT_METADATA_URL", (_, _) -> "http://127.0.0.1:" + METADATA);
    environment.computeIfPresent("FRAMEWRIGHT_WORKER_SCRATCH_DIR", (_, _) -> home.toString());
    environment.computeIfPresent("FRAMEWRIGHT_ORCHESTRATOR_STATE_DIR", (_, _) -> home.toString());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    addEngine(service, environment);
    return environment;
  }

  private static void addEngine(String service, Map<String, String> environment) {
    Engines engines = Engines.ofThisMachine();
    if (service.equals("image-service")) {
      environment.put(
          "FRAMEWRIGHT_LIBVIPS_PATH", engines.libvips().require().engine().library().toString());
    }
    if (service.equals("transcoder-service")) {
      Ffmpeg ffmpeg = engines.ffmpeg().require().engine();
      environment.put("FRAMEWRIGHT_FFMPEG_FFMPEG", ffmpeg.ffmpeg().toString());
      environment.put("FRAMEWRIGHT_FFMPEG_FFPROBE", ffmpeg.ffprobe().toString());
      ffmpeg
          .libraryPath()
          .ifPresent(path -> environment.put("FRAMEWRIGHT_FFMPEG_LIBRARY_PATH", path.toString()));
    }
  }

  @Test
  @Order(1)
  void theMainJobIsDoneAndCanBeFollowedFromOutside() {
    String photo = api.upload(Samples.photo());
    String clip = api.upload(Samples.clip());
    String traced = api.convert(resized(photo, 320), "00-%s-b7ad6b7169203331-01".formatted(TRACE));
    List<String> jobs = new ArrayList<>(List.of(traced));
    for (int width = 321; width < 325; width++) {
      jobs.add(api.convert(resized(photo, width)));
    }
    for (int second = 1; second <= 2; second++) {
      jobs.add(
          api.convert(
              """
              {"input": "%s", "output": "jpg",
               "operations": [{"type": "thumbnail", "params": {"timestamp": %d, "width": 160}}]}
              """
                  .formatted(clip, second)));
    }
    for (String id : jobs) {
      JsonNode job = api.ended(id);
      assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
      String link = job.path("result_url").asText();
      assertThat(link).startsWith("/api/v1/jobs/" + id);
      assertThat(api.output(id, link.substring(link.lastIndexOf('/') + 1))).isNotEmpty();
    }
    theTraceGoesFromTheRequestToTheEngine();
    theMetricsTellWhatHappened(jobs.size());
    theLogsAreObjects(traced);
  }

  /** As clients do whose network is bad: the same request, again and again, to any gateway. */
  @Test
  @Order(2)
  void fiftyRequestsWithOneKeyAreOneJob() {
    String body = resized(api.upload(Samples.photo()), 200);
    List<HttpResponse<byte[]>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Api gateway = i % 2 == 0 ? api : otherGateway;
        all.add(clients.submit(() -> gateway.submit("race-1", body)));
      }
      all.forEach(answer -> answers.add(join(answer)));
    }

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
    List<String> jobs =
        answers.stream().map(answer -> api.parse(answer).at("/job/id").asText()).toList();
    assertThat(jobs.stream().distinct()).hasSize(1);
    assertThat(api.ended(jobs.getFirst()).path("status").asText()).isEqualTo("completed");
    String another = body.replace("200", "201");
    assertThat(otherGateway.submit("race-1", another).statusCode()).isEqualTo(422);
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a request failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** While nobody decides, a request with a key is answered with 503 and is safe to repeat. */
  @Test
  @Order(3)
  void theStandbyTakesOverWhatItsPartnerDecided() {
    ServiceProcess decider =
        PROCESSES.stream()
            .filter(process -> process.name().startsWith("job-orchestrator"))
            .max(Comparator.comparingDouble(ServicesAsProcessesTest::decisions))
            .orElseThrow();
    String body = resized(api.upload(Samples.photo()), 210);
    decider.kill();
    PROCESSES.remove(decider);

    HttpResponse<byte[]> first = api.submit("takeover-1", body);
    HttpResponse<byte[]> accepted =
        Awaitility.await("the other orchestrator decides")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> api.submit("takeover-1", body), answer -> answer.statusCode() == 202);

    assertThat(first.statusCode()).as("nobody decides yet").isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).isPresent();
    String job = api.parse(accepted).at("/job/id").asText();
    assertThat(api.ended(job).path("status").asText()).isEqualTo("completed");
    assertThat(api.parse(otherGateway.submit("takeover-1", body)).at("/job/id").asText())
        .isEqualTo(job);
  }

  private static double decisions(ServiceProcess orchestrator) {
    return orchestrator
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("framewright_decisions_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String resized(String photo, int width) {
    return """
    {"input": "%s", "output": "webp",
     "operations": [{"type": "resize", "params": {"width": %d}}]}
    """
        .formatted(photo, width);
  }

  private static void theTraceGoesFromTheRequestToTheEngine() {
    for (String span :
        List.of(
            "POST /api/v1/convert",
            "decide SubmitJob",
            "run image.convert",
            "fetch",
            "engine",
            "upload")) {
      Awaitility.await("a span '%s'".formatted(span))
          .atMost(Duration.ofSeconds(20))
          .until(() -> COLLECTOR.has(TRACE, span));
    }
  }

  private static void theMetricsTellWhatHappened(int jobs) {
    assertThat(sum("gateway", "framewright_submissions_total{outcome=\"accepted\""))
        .isEqualTo(jobs);
    assertThat(sum("job-orchestrator", "framewright_events_total{type=\"JobCompleted\""))
        .isEqualTo(jobs);
    assertThat(sum("job-orchestrator", "framewright_jobs_running{")).isZero();
    assertThat(sum("job-orchestrator", "framewright_jobs_queued{")).isZero();
    assertThat(sum("job-orchestrator", "framewright_input_lag ")).isNotNegative();
    assertThat(sum("image-service", "framewright_runs_seconds_count{ending=\"completed\""))
        .isEqualTo(5);
    assertThat(sum("transcoder-service", "framewright_engine_seconds_sum{")).isPositive();
    assertThat(sum("image-service", "framewright_stored_bytes_total{")).isPositive();
    assertThat(sum("image-service", "framewright_fetched_bytes_total{")).isPositive();
    assertThat(sum("image-service", "framewright_slots ")).isEqualTo(4);
    Awaitility.await("the read models have caught up")
        .atMost(Duration.ofSeconds(10))
        .until(() -> sum("metadata-service", "framewright_projection_lag{") == 0);
  }

  /** Over all processes of the service, with the standby as one of the orchestrator's. */
  private static double sum(String service, String series) {
    List<String> found =
        PROCESSES.stream()
            .filter(process -> process.name().startsWith(service))
            .flatMap(process -> process.get("/metrics").body().lines())
            .filter(line -> line.startsWith(series))
            .toList();
    assertThat(found).as("%s of %s", series, service).isNotEmpty();
    return found.stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void theLogsAreObjects(String job) {
    List<JsonNode> lines =
        PROCESSES.stream()
            .filter(process -> process.name().equals("image-service"))
            .flatMap(process -> process.logged().stream())
            .map(ServicesAsProcessesTest::parse)
            .toList();
    assertThat(lines)
        .anySatisfy(line -> {
          assertThat(line.path("formattedMessage").asText()).isEqualTo("run ended");
          assertThat(line.path("mdc").path("job").asText()).isEqualTo(job);
          assertThat(line.path("mdc").path("trace").asText()).isEqualTo(TRACE);
        });
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
