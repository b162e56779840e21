package io.framewright.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Sources.ROOT.resolve("docs/configuration.md");
  private static final Pattern KEY =
      Pattern.compile("(?<![\\w./-])framewright\\.[a-z][a-z0-9.-]*[a-z0-9]");
  private static final Pattern VARIABLE = Pattern.compile("\\bFRAMEWRIGHT_[A-Z0-9_]+");

  /** What looks like a key and is none. */
  private static final Map<String, String> NO_SETTINGS =
      Map.of(
          "framewright.request-id", "an attribute of an HTTP request",
          "framewright.caller", "an attribute of an HTTP request",
          "framewright.step", "an attribute of an HTTP request",
          "framewright.job", "an attribute of a trace",
          "framewright.run", "an attribute of a trace",
          "framewright.service", "set by each service's main class: chooses its beans");

  /** They begin as settings do. */
  private static final Set<String> METERS =
      Set.of(
          "framewright.decisions",
          "framewright.engine",
          "framewright.events",
          "framewright.fetched.bytes",
          "framewright.input.lag",
          "framewright.jobs.queued",
          "framewright.jobs.running",
          "framewright.projection.lag",
          "framewright.runs",
          "framewright.slots",
          "framewright.slots.busy",
          "framewright.stored.bytes",
          "framewright.submissions");

  @Test
  void thePageIsWhatTheSourcesSay() throws IOException {
    String text = ConfigurationPage.text();
    if (Boolean.getBoolean("framewright.write-configuration-page")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("out of date; write it again: " + ConfigurationPage.HOW).hasContent(text);
  }

  @Test
  void everySettingSaysWhatItMeansAndWhoReadsIt() {
    Readers readers = new Readers();
    assertThat(ConfigurationPage.settings())
        .isNotEmpty()
        .allSatisfy(setting -> {
          assertThat(setting.meaning()).as("the Javadoc of " + setting.key()).isNotBlank();
          assertThat(readers.of(setting)).as("readers of " + setting.key()).isNotEmpty();
        });
  }

  @Test
  void everyKeyInCodeAndResourcesIsOnThePage() {
    Set<String> known =
        Stream.of(
                ConfigurationPage.settings().stream().map(Setting::key),
                ConfigurationPage.LAUNCHER.keySet().stream(),
                NO_SETTINGS.keySet().stream(),
                METERS.stream())
            .flatMap(keys -> keys)
            .map(ConfigurationPageTest::withoutNumbers)
            .collect(Collectors.toSet());

    assertThat(mentioned(KEY, ".java", ".yml", ".xml", ".args"))
        .isNotEmpty()
        .allSatisfy(key ->
            assertThat(known)
                .as("a setting for %s, or the beginning of one", key)
                .anyMatch(each -> each.equals(key) || each.startsWith(key + ".")));
  }

  @Test
  void everyVariableOfTheContainersIsOnThePage() {
    Set<String> known =
        ConfigurationPage.settings().stream().map(Setting::variable).collect(Collectors.toSet());
    String compose = Sources.read(Sources.ROOT.resolve("infra/docker-compose.yml"));

    assertThat(VARIABLE.matcher(compose).results().map(MatchResult::group).toList())
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(known).contains(variable));
  }

  private static Set<String> mentioned(Pattern pattern, String... endings) {
    Set<String> found = new TreeSet<>();
    for (String ending : endings) {
      for (Path file : Sources.mainFiles(ending)) {
        pattern.matcher(Sources.read(file)).results().map(MatchResult::group).forEach(found::add);
      }
    }
    return found;
  }

  private static String withoutNumbers(String key) {
    return key.replace("[n]", "");
  }
}
