package io.framewright.image;

import io.framewright.image.convert.Abort;
import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageConverter.Looked;
import io.framewright.image.convert.ImageConverter.NotSeen;
import io.framewright.image.convert.ImageConverter.Seen;
import io.framewright.image.convert.ImageConverter.Work;
import io.framewright.image.convert.Picture;
import io.framewright.image.describe.Describer;
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

  /** Up to here it costs little to look at what was made. */
  private static final long CHEAP_PIXELS = 1_000_000;

  private final ImageConverter converter;
  private final Describer describer;
  private final Task task;
  private final TaskContext context;
  private final Abort abort;
  private final List<TaskResult.Output> outputs = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private double seconds;
  private String input = "{}";

  ConvertTask(
      ImageConverter converter, Describer describer, Task task, TaskContext context, Abort abort) {
    this.converter = converter;
    this.describer = describer;
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
  private Optional<TaskResult> failure(Conversion conversion, String name)
      throws InterruptedException {
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

  private void take(Converted done, String name) throws InterruptedException {
    if (outputs.isEmpty()) {
      input = orHeader(describer.describeHeader(task.mainInput()), done.input());
      context.log("input %s".formatted(input));
    }
    String made = described(done);
    context.log("%s %s".formatted(name, made));
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
            Optional.of(made)));
  }

  /** With colours and hashes, unless it is so large that looking would take long. */
  private String described(Converted done) throws InterruptedException {
    Picture picture = done.output();
    boolean cheap = (long) picture.width() * picture.height() <= CHEAP_PIXELS;
    return cheap ? orHeader(describer.describe(done.file()), picture) : picture.json();
  }

  /** A description is an extra: a picture that can be converted is not refused for it. */
  private static String orHeader(Looked<String> looked, Picture picture) {
    return switch (looked) {
      case Seen<String>(var json) -> json;
      case NotSeen<String> _ -> picture.json();
    };
  }
}
