package io.framewright.platform.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code infra/kafka/topics.yaml} says. */
public record TopicCatalogue(List<Settings> topics) {

  /**
   * One topic's settings.
   *
   * @param copartitioned name of the group of topics that share one partition count
   * @param config Kafka's topic settings, as on the broker
   */
  public record Settings(
      String name,
      String key,
      String record,
      int partitions,
      Optional<String> copartitioned,
      Map<String, String> config) {

    public Settings {
      config = Map.copyOf(config);
    }
  }

  public TopicCatalogue {
    topics = List.copyOf(topics);
  }

  /** Reads the copy that is packed with the schemas. */
  public static TopicCatalogue load() {
    try (InputStream in =
        TopicCatalogue.class.getResourceAsStream("/framewright/kafka/topics.yaml")) {
      if (in == null) {
        throw new IllegalStateException(
            "topics.yaml is not on the class path: the schemas module was packed without it");
      }
      Map<String, List<Map<String, Object>>> root =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new TopicCatalogue(
          root.getOrDefault("topics", List.of()).stream().map(TopicCatalogue::settings).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read topics.yaml", e);
    }
  }

  /** The topics' names, in the order of the file. */
  public Stream<String> names() {
    return topics.stream().map(Settings::name);
  }

  /**
   * @throws IllegalArgumentException if there is no such topic
   */
  public Settings settings(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no topic %s in topics.yaml".formatted(name)));
  }

  private static Settings settings(Map<String, Object> entry) {
    Map<?, ?> config = (Map<?, ?>) entry.getOrDefault("config", Map.of());
    return new Settings(
        text(entry, "name"),
        text(entry, "key"),
        text(entry, "record"),
        (Integer) required(entry, "partitions"),
        Optional.ofNullable((String) entry.get("copartitioned")),
        config.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue().toString())));
  }

  private static String text(Map<String, Object> entry, String field) {
    return required(entry, field).toString();
  }

  private static Object required(Map<String, Object> entry, String field) {
    Object value = entry.get(field);
    if (value == null) {
      throw new IllegalStateException("topics.yaml: %s has no '%s'".formatted(entry, field));
    }
    return value;
  }
}
