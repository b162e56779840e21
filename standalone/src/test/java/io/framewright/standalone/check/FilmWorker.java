package io.framewright.standalone.check;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The transcoder's own code on films of the matrix, and who judges what came of it. */
final class FilmWorker {

  private static final UUID ID = new UUID(0, 1);

  private final TranscodeTaskHandler handler;
  private final Judge judge;
  private final Inputs inputs;

  /**
   * @param films where films are made
   */
  FilmWorker(Path films) {
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

  Judge judge() {
    return judge;
  }

  Inputs inputs() {
    return inputs;
  }

  /** Does one task on {@code files}, by the names that the task knows them by. */
  Came came(String operation, String params, Map<String, Path> files, Path scratch)
      throws InterruptedException {
    Task task =
        new Task(
            new TenantId("acme"),
            new JobId(ID),
            new TaskId(ID),
            1,
            new RunId(ID),
            operation,
            1,
            params,
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
