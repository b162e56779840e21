package io.framewright.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.http.StrictJson;
import io.framewright.gateway.plan.OutputRequest;
import io.framewright.gateway.plan.Plan;
import io.framewright.gateway.plan.Planner;
import io.framewright.gateway.plan.StepRequest;
import io.framewright.platform.operations.OperationCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of docs/video.md through the gateway's planner and the worker, and what {@code
 * e2e/matrix/video-page.csv} says that must come of them.
 */
class VideoPageTest {

  private static final Path PAGE = Path.of("..", "docs", "video.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> NAMED =
      Map.of(
          "/storage/second.mp4", "film.mp4",
          "/storage/third.mov", "film.mov",
          "/storage/logo.png", "logo.png");

  @TempDir private static Path films;
  private static FilmWorker worker;

  @TempDir private Path scratch;

  @BeforeAll
  static void findTheEngine() {
    worker = new FilmWorker(films);
  }

  /**
   * One line of the table.
   *
   * @param always whether every build runs it
   * @param holds what no other example of the page holds
   */
  record Line(boolean always, String holds, String facts) {

    static Line parse(String text) {
      List<String> cells = Stream.of(text.split("\\|", -1)).map(String::strip).toList();
      return new Line(cells.get(0).equals("*"), cells.get(1), cells.get(2));
    }
  }

  static List<Line> lines() throws IOException {
    try (Stream<String> lines = Files.lines(Tables.FOLDER.resolve("video-page.csv"))) {
      return lines.filter(line -> !line.startsWith("#")).map(Line::parse).toList();
    }
  }

  static Stream<Line> cheap() throws IOException {
    return lines().stream().filter(Line::always);
  }

  static Stream<Line> dear() throws IOException {
    return lines().stream().filter(line -> !line.always());
  }

  private static List<String> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
  }

  @Test
  void eachExampleHasItsLineInTheTable() throws IOException {
    List<Line> lines = lines();

    assertThat(examples())
        .hasSameSizeAs(lines)
        .allSatisfy(example ->
            assertThat(lines).filteredOn(line -> example.contains(line.holds())).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("cheap")
  void whatComesOfAnExampleIsWhatTheTableSays(Line line) throws Exception {
    check(line);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("dear")
  void whatComesOfTheOthersIsToo(Line line) throws Exception {
    check(line);
  }

  private void check(Line line) throws Exception {
    String example =
        examples().stream().filter(text -> text.contains(line.holds())).findFirst().orElseThrow();
    JsonNode body = StrictJson.read(example.getBytes(StandardCharsets.UTF_8), "example");
    List<StepRequest> steps =
        body.has("operations") ? StepRequest.listOf(body.path("operations")) : List.of();
    Plan plan =
        new Planner(new OperationCatalogue())
            .plan(OutputRequest.of(body.path("output")), steps, MediaKind.VIDEO);
    Map<String, Path> files = new HashMap<>();
    files.put("input", worker.inputs().file("page.mp4", true));
    plan.overlays().forEach((name, reference) -> files.put(name, named(reference)));

    Came came = worker.came(plan.operation(), plan.params().toString(), files, scratch);

    Row row =
        new Row(
            line.always(),
            List.of("page.mp4"),
            plan.operation(),
            (ObjectNode) plan.params(),
            List.of(line.facts().split(" +")));
    assertThat(worker.judge().differences(row, came)).isEmpty();
  }

  private static Path named(String reference) {
    String name = NAMED.getOrDefault(reference, reference);
    return worker.inputs().file(name, !name.endsWith(".png"));
  }
}
