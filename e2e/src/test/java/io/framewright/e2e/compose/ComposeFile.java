package io.framewright.e2e.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** infra/docker-compose.yml, with its anchors resolved. */
record ComposeFile(JsonNode services, String text) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** {@code ${NAME}}, {@code ${NAME:-default}} or {@code ${NAME:?complaint}}. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Z0-9_]+)(?:(:-|:\\?)([^}]*))?}");

  /** Those of our own services by name, with the module that each is built from. */
  static final Map<String, String> OURS =
      Map.of(
          "gateway", "gateway",
          "job-orchestrator", "job-orchestrator",
          "job-orchestrator-standby", "job-orchestrator",
          "metadata-service", "metadata-service",
          "image-service", "image-service",
          "transcoder-service", "transcoder-service");

  /** The module that one of our services is built from. */
  static String module(String service) {
    return Objects.requireNonNull(OURS.get(service), service);
  }

  static ComposeFile read() {
    String text = read("infra/docker-compose.yml");
    JsonNode file = new ObjectMapper().valueToTree(new Yaml().load(text));
    return new ComposeFile(file.path("services"), text);
  }

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Names of all variables that the file takes from its environment. */
  Set<String> variables() {
    return VARIABLE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A service's environment with its variables filled in. */
  Map<String, String> environment(String service, Map<String, String> variables) {
    Map<String, String> filled = new TreeMap<>();
    services
        .path(service)
        .path("environment")
        .properties()
        .forEach(each -> filled.put(each.getKey(), fill(each.getValue().asText(), variables)));
    return filled;
  }

  private static String fill(String text, Map<String, String> variables) {
    return VARIABLE.matcher(text).replaceAll(match -> value(match, variables));
  }

  private static String value(MatchResult match, Map<String, String> variables) {
    String name = match.group(1);
    String given = Objects.requireNonNullElse(variables.get(name), "");
    if (!given.isEmpty()) {
      return given;
    }
    if (":?".equals(match.group(2))) {
      throw new IllegalArgumentException(name + " is required");
    }
    return match.group(3) == null ? "" : match.group(3);
  }

  /** The class that a service's container runs. */
  String mainClass(String service) {
    return services.path(service).path("build").path("args").path("MAIN").asText();
  }

  /** The names of all services. */
  List<String> names() {
    return names(services);
  }

  /** A sequence of texts, or nothing where there is none. */
  static List<String> texts(JsonNode sequence) {
    List<String> texts = new ArrayList<>();
    sequence.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** The keys of a mapping. */
  static List<String> names(JsonNode mapping) {
    return mapping.properties().stream().map(Map.Entry::getKey).toList();
  }
}
