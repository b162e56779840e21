package io.framewright.configuration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/configuration.md as the sources say it. */
final class ConfigurationPage {

  static final String HOW =
      "mvn -pl e2e -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dframewright.write-configuration-page=true";

  /** What ./framewright tells its JVMs, as system properties: nobody else sets them. */
  static final Map<String, String> LAUNCHER =
      new TreeMap<>(
          Map.of(
              "framewright.home", "the checkout, where the samples are",
              "framewright.log", "the log file of this process",
              "framewright.start-up-cache", "the JVM's cache of what it loads, made by the build"));

  private static final String HEAD =
      """
      # Configuration

      Every service reads these keys from environment variables, from system properties (`-Dkey=value`) and from the file
      that `MICRONAUT_CONFIG_FILES` names. `./framewright up` sets them itself. Keys that do not begin with `framewright` are
      Micronaut's own, for instance `MICRONAUT_SERVER_HOST` and `MICRONAUT_SERVER_PORT`.

      This page is written from the sources; the build fails when it is out of date. To write it again:

      ```
      %s
      ```
      """
          .formatted(HOW);

  private ConfigurationPage() {}

  /** Every setting that the sources declare, by key. */
  static List<Setting> settings() {
    Map<String, Setting> all = new TreeMap<>();
    Stream.concat(
            Sources.parsed().stream().flatMap(file -> SettingsInJava.in(file).stream()),
            Sources.mainFiles("application.yml").stream()
                .flatMap(file -> SettingsInYaml.in(file).stream()))
        .forEach(setting -> all.putIfAbsent(setting.key(), setting));
    return List.copyOf(all.values());
  }

  static String text() {
    Readers readers = new Readers();
    StringBuilder page = new StringBuilder(HEAD);
    settings().stream()
        .collect(Collectors.groupingBy(Setting::subject, TreeMap::new, Collectors.toList()))
        .forEach((subject, settings) -> {
          page.append("\n## `%s`\n\n".formatted(subject));
          page.append("| key, environment variable | value | default | meaning | read by |\n");
          page.append("|---|---|---|---|---|\n");
          settings.forEach(setting -> page.append(row(setting, readers)));
        });
    page.append(
        "\n## Set by the launcher\n\nSystem properties that `./framewright` gives to its own processes.\n\n");
    page.append("| property | meaning |\n|---|---|\n");
    LAUNCHER.forEach((key, meaning) -> page.append("| `%s` | %s |\n".formatted(key, meaning)));
    return page.toString();
  }

  private static String row(Setting setting, Readers readers) {
    return "| `%s`<br>`%s` | %s | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.variable(),
            setting.type(),
            defaultOf(setting),
            setting.meaning().replace("|", "\\|"),
            String.join(", ", readers.of(setting)));
  }

  private static String defaultOf(Setting setting) {
    if (setting.defaultValue() == null) {
      return "none";
    }
    return setting.defaultValue().isEmpty() ? "empty" : "`%s`".formatted(setting.defaultValue());
  }
}
