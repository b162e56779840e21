package io.framewright.image;

import io.framewright.image.convert.ImageConverter.Looked;
import io.framewright.image.convert.ImageConverter.NotSeen;
import io.framewright.image.convert.ImageConverter.Seen;
import io.framewright.image.describe.Describer;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One task of image.analyze. */
record AnalyzeTask(Describer describer, Task task, TaskContext context) {

  private static final String NAME = "analysis.json";

  TaskResult run() throws InterruptedException {
    long started = System.nanoTime();
    Looked<String> looked = describer.describe(task.mainInput());
    double seconds = (System.nanoTime() - started) / 1e9;
    return switch (looked) {
      case NotSeen<String>(var why) -> {
        context.log("refused: " + why.message());
        yield new TaskResult.BadInput(why.code(), why.message());
      }
      case Seen<String>(var json) -> {
        context.log("input %s".formatted(json));
        yield new TaskResult.Done(List.of(output(json)), List.of(), seconds, Map.of("input", json));
      }
    };
  }

  private TaskResult.Output output(String json) {
    Path file = task.scratch().resolve(NAME);
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(file), e);
    }
    return new TaskResult.Output(
        NAME,
        file,
        "application/json",
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }
}
