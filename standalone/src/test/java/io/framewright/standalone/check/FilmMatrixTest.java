package io.framewright.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.Stage;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.Ffmpeg;
import io.framewright.standalone.engines.ProcessRunner;
import io.framewright.transcoder.TranscodeTaskHandler;
import io.framewright.transcoder.TranscoderSettings;
import io.framewright.transcoder.engine.FfmpegDetection;
import io.framewright.transcoder.engine.FfmpegSettings;
import io.framewright.transcoder.engine.Programs;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private static final UUID ID = new UUID(0, 1);

  @TempDir private static Path films;
  private static TranscodeTaskHandler handler;
  private static Judge judge;
  private static Inputs inputs;

  @TempDir private Path scratch;

  @BeforeAll
  static void findTheEngine() {
    Ffmpeg found = Engines.ofThisMachine().ffmpeg().require().engine();
    FfmpegSettings named =
        new FfmpegSettings(
            found.ffmpeg().toString(),
            found.ffprobe().toString(),
            found.libraryPath().map(Path::toString).orElse(""));
    TranscoderSettings settings = TranscoderSettings.DEFAULTS;
    handler =
        new TranscodeTaskHandler(
            new FfmpegDetection(Programs.find(named, System.getenv("PATH")), settings.limits())
                .detect(settings.sandbox()),
            settings);
    judge = new Judge(new ProcessRunner(), found);
    inputs = new Inputs(Tables.FOLDER, Path.of("..", "samples"), films, judge.tools());
  }

  static List<Row> rows() {
    return Tables.always("video");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatComesOfItIsWhatTheTableSays(Row row) throws Exception {
    assertThat(judge.differences(row, came(row))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99x90", "mjpeg", "aac:2", "9s", "outputs=2", "error=INPUT_CORRUPT", "warn=x"})
  void aWrongExpectationIsFoundOut(String fact) throws Exception {
    Row row =
        Row.parse("| film.mp4 | video.thumbnail | {\"output\":{\"format\":\"png\"}} | " + fact);
    assertThat(judge.differences(row, came(row))).hasSize(1);
  }

  private Came came(Row row) throws Exception {
    Map<String, Path> files = new HashMap<>();
    for (String name : row.inputs()) {
      files.put(files.isEmpty() ? "input" : "more" + files.size(), inputs.file(name, true));
    }
    Task task =
        new Task(
            new TenantId("acme"),
            new JobId(ID),
            new TaskId(ID),
            1,
            new RunId(ID),
            row.operation(),
            1,
            row.params().toString(),
            files,
            scratch);
    return switch (handler.handle(task, new Undisturbed())) {
      case TaskResult.Done done -> {
        Map<String, Path> outputs = new LinkedHashMap<>();
        done.outputs().forEach(output -> outputs.put(output.name(), output.file()));
        yield new Came.Made(outputs, done.warnings());
      }
      case TaskResult.BadInput(var code, var message) -> new Came.Refused(code.name(), message);
      case TaskResult failure -> throw new AssertionError(failure);
    };
  }

  /** Nobody watches, nobody cancels. */
  private static final class Undisturbed implements TaskContext {

    @Override
    public void progress(Stage stage, double percent, Speed speed) {}

    @Override
    public void onCancel(Runnable action) {}

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void log(String line) {}
  }
}
