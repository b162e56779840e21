package io.framewright.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.convert.Abort;
import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageConverter.Work;
import io.framewright.image.convert.Limits;
import io.framewright.image.convert.PixelBudget;
import io.framewright.image.vips.Vips;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of {@code e2e/matrix/images.csv} with a star through the worker's pipeline; {@code
 * ./framewright check matrix} sends all of them through a platform.
 */
class ImageMatrixTest {

  private static ImageConverter converter;
  private static Judge judge;

  @TempDir private Path folder;

  @BeforeAll
  static void findTheEngines() {
    Engines engines = Engines.ofThisMachine();
    judge = new Judge(new ProcessRunner(), engines.ffmpeg().require().engine());
    converter =
        new ImageConverter(
            Vips.load(engines.libvips().require().engine().library().toString()),
            Limits.DEFAULT,
            new PixelBudget(200));
  }

  static List<Row> rows() {
    return Tables.always("images");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatComesOfItIsWhatTheTableSays(Row row) throws Exception {
    assertThat(judge.differences(row, came(row))).isEmpty();
  }

  private Came came(Row row) throws InterruptedException {
    Inputs inputs = new Inputs(Tables.FOLDER, Path.of("..", "samples"), folder, judge.tools());
    Map<String, Path> files = new LinkedHashMap<>();
    for (String name : row.inputs()) {
      files.put(files.isEmpty() ? "input" : "overlay_" + files.size(), inputs.file(name, false));
    }
    ConvertParams params = ConvertParams.parse(row.params().toString());
    Work work = new Work(files, params.autoOrient(), new Abort());
    Map<String, Path> outputs = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    for (Rendition rendition : params.renditions()) {
      Path file = folder.resolve("made." + rendition.name());
      switch (converter.convert(work, rendition, file)) {
        case Conversion.Converted done -> {
          String name = rendition.name() + "." + done.output().format().extension();
          outputs.put(name, done.file());
          warnings.addAll(done.warnings());
        }
        case Conversion.Refused(var code, var message) -> {
          return new Came.Refused(code.name(), message);
        }
        case Conversion failure -> throw new AssertionError(failure);
      }
    }
    return new Came.Made(outputs, warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "png",
        "96x65",
        "frames=2",
        "24,16=#ff2000",
        "24,16=#ff0000~0",
        "72,48=#ffffff80",
        "96,0=#ff0000",
        "2@24,16=#ff0000",
        "outputs=2",
        "pixels=gray",
        "bytes<100",
        "holds=nowhere",
        "lacks=0xffd8",
        "warn=x",
        "error=INPUT_CORRUPT",
        ">other.png"
      })
  void aWrongExpectationIsFoundOut(String fact) throws Exception {
    Row row =
        Row.parse("| quarters.png | image.convert | {\"output\":{\"format\":\"jpeg\"}} | " + fact);
    assertThat(judge.differences(row, came(row))).hasSize(1);
  }

  @Test
  void aRefusalThatNobodyExpectedIsADifference() {
    Row row = Row.parse("| x.png | image.convert | {\"output\":{\"format\":\"jpeg\"}} | jpeg 1x1");
    assertThat(judge.differences(row, new Came.Refused("INPUT_CORRUPT", "the file is empty")))
        .containsExactly("expected jpeg 1x1, came error=INPUT_CORRUPT (the file is empty)");
  }

  @Test
  void everyTableSpeaksTheJudgesLanguage() {
    assertThat(
            Stream.of("images", "video")
                .flatMap(name -> Matrix.table(Tables.FOLDER, name).stream()))
        .allSatisfy(row -> assertThat(Request.of(row, names(row))).isNotEmpty());
  }

  private static List<String> names(Row row) {
    return row.inputs().stream().map(name -> "asset:" + name).toList();
  }
}
