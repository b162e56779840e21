package io.framewright.configuration;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the {@code framewright} keys that an application.yml declares, with the comment above. */
final class SettingsInYaml {

  private final String service;
  private final List<Setting> found = new ArrayList<>();

  private SettingsInYaml(String service) {
    this.service = service;
  }

  static List<Setting> in(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    Node root = new Yaml(options).compose(new StringReader(Sources.read(file)));
    SettingsInYaml reader = new SettingsInYaml(Sources.ROOT.relativize(file).getName(0).toString());
    reader.collect("", (MappingNode) root);
    return reader.found.stream()
        .filter(setting -> setting.key().startsWith("framewright."))
        .toList();
  }

  private void collect(String prefix, MappingNode node) {
    for (NodeTuple entry : node.getValue()) {
      String key = prefix + ((ScalarNode) entry.getKeyNode()).getValue();
      switch (entry.getValueNode()) {
        case MappingNode inner -> collect(key + ".", inner);
        case ScalarNode value ->
            found.add(new Setting(key, "text", value.getValue(), comment(entry), service));
        default -> {} // a list holds no keys
      }
    }
  }

  private static String comment(NodeTuple entry) {
    List<CommentLine> lines = entry.getKeyNode().getBlockComments();
    return lines == null
        ? ""
        : lines.stream().map(line -> line.getValue().strip()).collect(Collectors.joining(" "));
  }
}
