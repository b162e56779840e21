package io.framewright.schemas.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code infra/kafka/topics.yaml} as it is in the source tree. */
public final class TopicList {

  /**
   * One topic.
   *
   * @param about what it carries, for people
   * @param config Kafka's settings by name
   */
  public record Entry(
      String name,
      String about,
      String key,
      String record,
      int partitions,
      Map<String, Object> config) {}

  private TopicList() {}

  public static List<Entry> load() {
    Map<String, List<Map<String, Object>>> root =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(ContractFiles.text(ContractFiles.at("../infra/kafka/topics.yaml")));
    return root.getOrDefault("topics", List.of()).stream().map(TopicList::entry).toList();
  }

  private static Entry entry(Map<String, Object> topic) {
    Map<String, Object> config = new TreeMap<>();
    ((Map<?, ?>) required(topic, "config"))
        .forEach((name, value) -> config.put(name.toString(), value));
    return new Entry(
        required(topic, "name").toString(),
        required(topic, "about").toString(),
        required(topic, "key").toString(),
        required(topic, "record").toString(),
        (Integer) required(topic, "partitions"),
        config);
  }

  private static Object required(Map<String, Object> topic, String field) {
    Object value = topic.get(field);
    if (value == null) {
      throw new IllegalStateException("topics.yaml: %s has no '%s'".formatted(topic, field));
    }
    return value;
  }
}
