package io.framewright.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of {@code e2e/matrix/video.csv} with a star through the worker's own code; {@code
 * ./framewright check matrix} sends all of them through a platform.
 */
class FilmMatrixTest {

  @TempDir private static Path films;
  private static FilmWorker worker;

  @TempDir private Path scratch;

  @BeforeAll
  static void findTheEngine() {
    worker = new FilmWorker(films);
  }

  static List<Row> rows() {
    return Tables.always("video");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatComesOfItIsWhatTheTableSays(Row row) throws Exception {
    assertThat(worker.judge().differences(row, came(row))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99x90", "mjpeg", "aac:2", "9s", "outputs=2", "error=INPUT_CORRUPT", "warn=x"})
  void aWrongExpectationIsFoundOut(String fact) throws Exception {
    Row row =
        Row.parse("| film.mp4 | video.thumbnail | {\"output\":{\"format\":\"png\"}} | " + fact);
    assertThat(worker.judge().differences(row, came(row))).hasSize(1);
  }

  private Came came(Row row) throws Exception {
    Map<String, Path> files = new HashMap<>();
    for (String name : row.inputs()) {
      files.put(
          files.isEmpty() ? "input" : "more" + files.size(), worker.inputs().file(name, true));
    }
    return worker.came(row.operation(), row.params().toString(), files, scratch);
  }
}
