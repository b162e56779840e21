package io.framewright.transcoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transcoder.engine.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations by inputs, as {@code e2e/matrix/video.csv} lists them: those with a star, or all of
 * them with {@code -Dframewright.matrix=all}.
 */
class VideoMatrixTest {

  private static final Logger LOG = LoggerFactory.getLogger(VideoMatrixTest.class);
  private static final Path TABLE = Path.of("..", "e2e", "matrix", "video.csv");

  @TempDir private static Path clips;
  private static MatrixInputs inputs;
  private static TranscodeTaskHandler handler;
  private static Ffmpeg ffmpeg;

  @TempDir private Path scratch;

  @BeforeAll
  static void findTheEngine() {
    ffmpeg = Engines.real("auto");
    handler = new TranscodeTaskHandler(ffmpeg, Engines.settings());
    inputs = new MatrixInputs(ffmpeg, clips);
  }

  static Stream<MatrixRow> rows() throws IOException {
    boolean all = System.getProperty("framewright.matrix", "").equals("all");
    List<MatrixRow> rows =
        MatrixRow.read(TABLE).stream().filter(row -> all || row.always()).toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(all ? 60 : 12);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatComesOfItIsWhatTheTableSays(MatrixRow row) throws Exception {
    List<String> differences = row.differences(handler, inputs, ffmpeg, scratch);

    LOG.atInfo()
        .addKeyValue("row", row.line())
        .addKeyValue("right", differences.isEmpty())
        .log("matrix");
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shortcomings")
  void aWrongExpectationIsFoundOut(String expectation) throws Exception {
    MatrixRow wrong =
        new MatrixRow(
            true,
            List.of("film.mp4"),
            "video.thumbnail",
            "{\"output\":{\"format\":\"png\"}}",
            List.of(expectation));

    assertThat(wrong.differences(handler, inputs, ffmpeg, scratch)).isNotEmpty();
  }

  static Stream<String> shortcomings() {
    return Stream.of("99x90", "mjpeg", "aac:2", "9s", "outputs=2", "error=INPUT_CORRUPT", "warn=x");
  }
}
