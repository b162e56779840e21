package io.framewright.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** infra/docker-compose.yml, with its anchors resolved. */
record ComposeFile(Map<String, Map<String, Object>> services, String text) {

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

  static ComposeFile read() {
    String text = read("infra/docker-compose.yml");
    Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
    return new ComposeFile(new TreeMap<>(file.get("services")), text);
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
    map(services.get(service).get("environment"))
        .forEach((key, value) -> filled.put(key, fill(String.valueOf(value), variables)));
    return filled;
  }

  private static String fill(String text, Map<String, String> variables) {
    return VARIABLE.matcher(text).replaceAll(match -> value(match, variables));
  }

  private static String value(MatchResult match, Map<String, String> variables) {
    String name = match.group(1);
    String given = variables.getOrDefault(name, "");
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
    Map<String, Object> build = map(services.get(service).get("build"));
    return String.valueOf(map(build.get("args")).get("MAIN"));
  }

  List<String> profiles(String service) {
    return list(services.get(service).get("profiles"));
  }

  @SuppressWarnings("unchecked") // the file's own shape, which the assertions on it check
  static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked") // as above
  static List<String> list(Object node) {
    return node == null ? List.of() : (List<String>) node;
  }
}
