package io.framewright.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.http.StrictJson;
import io.framewright.platform.operations.OperationCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/video.md are requests that are taken. */
class VideoPageTest {

  private static final Path PAGE = Path.of("..", "docs", "video.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Set<String> PICTURES =
      Set.of("thumbnail", "thumbnail_grid", "sprite", "preview", "waveform");

  static Stream<String> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(PAGE)).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsARequestThatIsTaken(String example) {
    JsonNode body = json(example);

    Plan plan =
        new Planner(new OperationCatalogue())
            .plan(OutputRequest.of(body.path("output")), steps(body), MediaKind.VIDEO);

    assertThat(plan.pool()).isEqualTo(Plan.TRANSCODE_POOL);
  }

  @Test
  void everyOperationHasAnExample() throws IOException {
    Set<String> shown = new TreeSet<>();
    examples().forEach(example -> steps(json(example)).forEach(step -> shown.add(step.type())));

    assertThat(shown).containsAll(FilmSteps.TYPES).containsAll(PICTURES);
  }

  private static List<StepRequest> steps(JsonNode body) {
    return body.has("operations") ? StepRequest.listOf(body.path("operations")) : List.of();
  }

  private static JsonNode json(String text) {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), "example");
  }
}
