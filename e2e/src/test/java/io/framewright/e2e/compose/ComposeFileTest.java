package io.framewright.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

/** What can be held against the compose file without a Docker engine. */
class ComposeFileTest {

  /** What each module must be told, because its default fits one machine only. */
  private static final Map<String, Set<String>> NEEDS =
      Map.of(
          "gateway",
              Set.of(
                  "KAFKA_BOOTSTRAP_SERVERS",
                  "SCHEMA_REGISTRY_URL",
                  "STORAGE_ENDPOINT",
                  "STORAGE_ACCESS_KEY",
                  "STORAGE_SECRET_KEY",
                  "STORAGE_CREATE_BUCKET",
                  "SERVICES_TOKEN_SECRET",
                  "METADATA_URL",
                  "REDIS_URI",
                  "API_KEYS_0_KEY",
                  "LINKS_THROUGH"),
          "job-orchestrator",
              Set.of(
                  "KAFKA_BOOTSTRAP_SERVERS",
                  "SCHEMA_REGISTRY_URL",
                  "KAFKA_CREATE_TOPICS",
                  "ORCHESTRATOR_STATE_DIR",
                  "ORCHESTRATOR_STANDBYS",
                  "ORCHESTRATOR_INSTANCE_ID"),
          "metadata-service",
              Set.of(
                  "KAFKA_BOOTSTRAP_SERVERS",
                  "SCHEMA_REGISTRY_URL",
                  "SERVICES_TOKEN_SECRET",
                  "POSTGRES_HOST",
                  "POSTGRES_PORT",
                  "POSTGRES_DATABASE",
                  "POSTGRES_USER",
                  "POSTGRES_PASSWORD",
                  "MONGO_URI"),
          "image-service", worker(),
          "transcoder-service", worker());

  private final ComposeFile compose = ComposeFile.read();

  private static Set<String> worker() {
    return Set.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        "SCHEMA_REGISTRY_URL",
        "STORAGE_ENDPOINT",
        "STORAGE_ACCESS_KEY",
        "STORAGE_SECRET_KEY",
        "WORKER_SOURCE",
        "WORKER_SCRATCH_DIR");
  }

  @Test
  void everyServiceIsGivenWhatItReads() {
    ComposeFile.OURS.forEach((service, module) -> {
      List<String> given = ComposeFile.names(compose.services().path(service).path("environment"));
      assertThat(given).as(service).contains("MICRONAUT_SERVER_HOST", "MICRONAUT_SERVER_PORT");
      assertThat(given)
          .as(service)
          .containsAll(
              Objects.requireNonNull(NEEDS.get(module)).stream()
                  .map("FRAMEWRIGHT_"::concat)
                  .toList());
    });
  }

  @Test
  void theExampleNamesEveryVariableWithAComment() {
    List<String> lines = ComposeFile.read("infra/.env.example").lines().toList();
    Set<String> named = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains("=") && !line.startsWith("#")) {
        named.add(line.substring(0, line.indexOf('=')));
        assertThat(lines.get(i - 1)).as("what stands above %s", line).matches("#.*|S3_.*=");
      }
    }
    named.remove("COMPOSE_PROJECT_NAME"); // of Compose itself
    assertThat(named).isEqualTo(compose.variables());
  }

  @Test
  void onlyTheGatewayIsPublishedUnlessAProfileIsAskedFor() {
    assertThat(
            compose.names().stream()
                .filter(name -> compose.services().path(name).has("ports"))
                .filter(name -> !compose.services().path(name).has("profiles")))
        .containsExactly("gateway");
    for (String name : compose.names()) {
      assertThat(ComposeFile.texts(compose.services().path(name).path("ports")))
          .as(name)
          .allMatch(port -> port.startsWith("127.0.0.1:"));
    }
  }

  @Test
  void everyContainerHasLimitsAndOursAreHealthCheckedAndCannotWrite() {
    for (String name : compose.names()) {
      JsonNode limits = compose.services().path(name).at("/deploy/resources/limits");
      assertThat(ComposeFile.names(limits)).as(name).contains("cpus", "memory");
    }
    for (String name : ComposeFile.OURS.keySet()) {
      JsonNode service = compose.services().path(name);
      assertThat(service.has("healthcheck")).as(name).isTrue();
      assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
    }
    for (String server : List.of("kafka", "registry", "postgres", "mongo", "redis", "s3")) {
      assertThat(compose.services().path(server).has("healthcheck")).as(server).isTrue();
    }
    assertThat(ComposeFile.read("infra/Dockerfile")).contains("\nUSER framewright\n");
  }

  @Test
  void everyDependencyAndMountedFileIsThere() {
    for (String name : compose.names()) {
      JsonNode service = compose.services().path(name);
      JsonNode needs = service.path("depends_on");
      assertThat(compose.names())
          .as(name)
          .containsAll(needs.isArray() ? ComposeFile.texts(needs) : ComposeFile.names(needs));
      assertThat(ComposeFile.texts(service.path("volumes")))
          .map(volume -> volume.split(":", 2)[0])
          .filteredOn(source -> source.startsWith("./"))
          .allSatisfy(source ->
              assertThat(ComposeFile.ROOT.resolve("infra").resolve(source)).as(name).exists());
    }
  }

  @Test
  void kafkaUnderstandsItsSettings() {
    Map<String, String> variables = new TreeMap<>();
    compose.variables().forEach(name -> variables.put(name, "0123456789abcdef0123456789abcdef"));
    Properties settings = new Properties();
    compose
        .environment("kafka", variables)
        .forEach((name, value) ->
            settings.put(
                name.substring("KAFKA_".length())
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '.'),
                value));

    KafkaConfig config = new KafkaConfig(settings);

    assertThat(config.getList("sasl.enabled.mechanisms")).containsExactly("PLAIN");
    assertThat(config.getList("advertised.listeners")).contains("EXPOSED://127.0.0.1:9094");
    assertThat(
            String.valueOf(
                config.originalsWithPrefix("listener.name.exposed.plain.").get("sasl.jaas.config")))
        .contains("PlainLoginModule required user_framewright=");
  }
}
