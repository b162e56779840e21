package io.framewright.image;

import io.framewright.image.convert.Abort;
import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageConverter.Work;
import io.framewright.image.convert.Picture;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskContext.Speed;
import io.framewright.worker.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** One task of image.convert: all its renditions, one after the other. To be called once. */
final class ConvertTask {

  private final ImageConverter converter;
  private final Task task;
  private final TaskContext context;
  private final Abort abort;
  private final List<TaskResult.Output> outputs = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private double seconds;
  private String input = "{}";

  ConvertTask(ImageConverter converter, Task task, TaskContext context, Abort abort) {
    this.converter = converter;
    this.task = task;
    this.context = context;
    this.abort = abort;
  }

  TaskResult run(ConvertParams params) throws InterruptedException {
    Work work = new Work(task.inputs(), params.autoOrient(), abort);
    for (Rendition rendition : params.renditions()) {
      long started = System.nanoTime();
      Conversion conversion =
          converter.convert(work, rendition, task.scratch().resolve("made." + rendition.name()));
      seconds += (System.nanoTime() - started) / 1e9;
      Optional<TaskResult> failure = failure(conversion, rendition.name());
      if (failure.isPresent()) {
        return failure.get();
      }
      context.progress(
          Stage.PROCESSING, 100.0 * outputs.size() / params.renditions().size(), Speed.UNKNOWN);
    }
    return new TaskResult.Done(outputs, List.copyOf(warnings), seconds, Map.of("input", input));
  }

  /** Takes what was made; a failure of one rendition is the task's. */
  private Optional<TaskResult> failure(Conversion conversion, String name) {
    return switch (conversion) {
      case Converted done -> {
        take(done, name);
        yield Optional.empty();
      }
      case Conversion.Refused(var code, var message) -> {
        context.log("refused: " + message);
        yield Optional.of(new TaskResult.BadInput(code, message));
      }
      case Conversion.NoSpace(var message) ->
          Optional.of(new TaskResult.Resource(ErrorCode.INSUFFICIENT_RESOURCES, message));
      case Conversion.Unusable(var message) -> {
        context.log("unusable result: " + message);
        yield Optional.of(new TaskResult.Transient(ErrorCode.PROCESSING_ERROR, message));
      }
      case Conversion.Aborted _ ->
          Optional.of(
              new TaskResult.BadInput(
                  ErrorCode.PROCESSING_TIMEOUT, "the picture took longer than the worker allows"));
    };
  }

  private void take(Converted done, String name) {
    input = done.input().json();
    context.log("input %s".formatted(input));
    context.log("%s %s".formatted(name, done.output().json()));
    for (String warning : done.warnings()) {
      if (warnings.add(warning)) {
        context.log("warning: " + warning);
      }
    }
    Picture picture = done.output();
    outputs.add(
        new TaskResult.Output(
            name + "." + picture.format().extension(),
            done.file(),
            picture.format().contentType(),
            OptionalInt.of(picture.width()),
            OptionalInt.of(picture.height()),
            OptionalDouble.empty(),
            Optional.of(picture.json())));
  }
}
