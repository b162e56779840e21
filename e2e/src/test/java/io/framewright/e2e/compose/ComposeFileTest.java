package io.framewright.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    ComposeFile.OURS.forEach((service, module) ->
        assertThat(ComposeFile.map(compose.services().get(service).get("environment")))
            .as(service)
            .containsKeys(
                Stream.concat(
                        NEEDS.get(module).stream().map("FRAMEWRIGHT_"::concat),
                        Stream.of("MICRONAUT_SERVER_HOST", "MICRONAUT_SERVER_PORT"))
                    .toArray(String[]::new)));
  }

  @Test
  void theExampleNamesEveryVariableWithAComment() {
    List<String> lines = ComposeFile.read("infra/.env.example").lines().toList();
    Set<String> named = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains("=") && !line.startsWith("#")) {
        named.add(line.substring(0, line.indexOf('=')));
        assertThat(Set.of('#', line.charAt(0) == 'S' ? 'S' : '#'))
            .as("what stands above %s", line)
            .contains(lines.get(i - 1).charAt(0));
      }
    }
    named.remove("COMPOSE_PROJECT_NAME"); // of Compose itself
    assertThat(named).isEqualTo(compose.variables());
  }

  @Test
  void onlyTheGatewayIsPublishedUnlessAProfileIsAskedFor() {
    assertThat(
            compose.services().entrySet().stream()
                .filter(service -> service.getValue().containsKey("ports"))
                .filter(service -> compose.profiles(service.getKey()).isEmpty())
                .map(Map.Entry::getKey))
        .containsExactly("gateway");
    compose
        .services()
        .forEach((name, service) ->
            assertThat(ComposeFile.list(service.get("ports")))
                .as(name)
                .allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void everyContainerHasLimitsAndOursAreHealthCheckedAndCannotWrite() {
    compose
        .services()
        .forEach((name, service) ->
            assertThat(
                    ComposeFile.map(
                        ComposeFile.map(ComposeFile.map(service.get("deploy")).get("resources"))
                            .get("limits")))
                .as(name)
                .containsKeys("cpus", "memory"));
    for (String name : ComposeFile.OURS.keySet()) {
      Map<String, Object> service = compose.services().get(name);
      assertThat(service).as(name).containsKey("healthcheck").containsEntry("read_only", true);
    }
    for (String server : List.of("kafka", "registry", "postgres", "mongo", "redis", "s3")) {
      assertThat(compose.services().get(server)).as(server).containsKey("healthcheck");
    }
    assertThat(ComposeFile.read("infra/Dockerfile")).contains("\nUSER framewright\n");
  }

  @Test
  void everyDependencyAndVolumeIsThere() {
    Set<String> volumes = new TreeSet<>();
    compose
        .services()
        .forEach((name, service) -> {
          Object needs = service.get("depends_on");
          List<String> names =
              needs instanceof List<?>
                  ? ComposeFile.list(needs)
                  : new ArrayList<>(ComposeFile.map(needs).keySet());
          assertThat(compose.services().keySet()).as(name).containsAll(names);
          ComposeFile.list(service.get("volumes")).stream()
              .map(volume -> volume.split(":", 2)[0])
              .filter(volume -> !volume.startsWith("/"))
              .forEach(volumes::add);
        });
    Set<String> files =
        volumes.stream().filter(volume -> volume.startsWith("./")).collect(Collectors.toSet());
    assertThat(files)
        .allSatisfy(
            file -> assertThat(ComposeFile.ROOT.resolve("infra").resolve(file)).as(file).exists());
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

    assertThat(config.effectiveAdvertisedBrokerListeners()).hasSize(2);
    assertThat(config.unused()).doesNotContain("sasl.enabled.mechanisms");
    assertThat(
            config
                .valuesWithPrefixOverride("listener.name.exposed.plain.")
                .get("sasl.jaas.config")
                .toString())
        .isNotBlank();
  }
}
