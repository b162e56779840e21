package io.framewright.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.StorageException;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskSpec;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskContext.Speed;
import io.framewright.worker.TaskResult;
import io.framewright.worker.run.InputFetcher.Fetched;
import io.framewright.worker.scratch.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a run between its start and its report: fetch, handle, upload. */
final class Work {

  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_MEDIA = 64 * 1024;

  private final RunIdentity run;
  private final TaskSpec spec;
  private final RunTools tools;
  private final TaskContext context;
  private final @Nullable String traceparent;

  /**
   * @param traceparent of the run's step
   */
  Work(
      RunIdentity run,
      TaskSpec spec,
      RunTools tools,
      TaskContext context,
      @Nullable String traceparent) {
    this.run = run;
    this.spec = spec;
    this.tools = tools;
    this.context = context;
    this.traceparent = traceparent;
  }

  Ending perform(RunDirectory directory, OutputUploader uploader) throws InterruptedException {
    String operation = spec.getOperation().getName();
    if (!tools.handler().operations().contains(operation)) {
      return Ending.failed(
          FailureKind.BAD_INPUT,
          ErrorCode.INVALID_OPERATION,
          "workers of the pool '%s' know no operation '%s'"
              .formatted(tools.handler().pool(), operation));
    }
    return switch (fetch(directory)) {
      case Fetched.Failed(var why) -> ending(why, uploader);
      case Fetched.Files(var files) -> ending(handle(files, directory.work()), uploader);
    };
  }

  private Fetched fetch(RunDirectory directory) throws InterruptedException {
    try (var _ = tools.telemetry().part("fetch", traceparent)) {
      Fetched fetched =
          new InputFetcher(tools.store(), new RemoteInput(tools.store(), tools.remote(), context))
              .fetch(
                  spec.getInputs(),
                  directory.inputs(),
                  run.attempt(),
                  percent -> context.progress(Stage.DOWNLOADING, percent, Speed.UNKNOWN));
      if (fetched instanceof Fetched.Files(var files)) {
        long bytes = files.values().stream().mapToLong(file -> file.toFile().length()).sum();
        tools.telemetry().fetched(spec.getOperation().getName(), bytes);
      }
      return fetched;
    }
  }

  private TaskResult handle(Map<String, Path> inputs, Path work) throws InterruptedException {
    Task task =
        new Task(
            run.tenant(),
            run.job(),
            run.task(),
            run.attempt(),
            run.run(),
            spec.getOperation().getName(),
            spec.getOperation().getVersion(),
            spec.getOperation().getParams(),
            inputs,
            work);
    tools.marks().write(run, true);
    try (var _ = tools.telemetry().part("engine", traceparent)) {
      return tools.handler().handle(task, context);
    } finally {
      tools.marks().write(run, false);
    }
  }

  private Ending ending(TaskResult result, OutputUploader uploader) throws InterruptedException {
    return switch (result) {
      case TaskResult.Done done -> publish(done, uploader);
      case TaskResult.BadInput(var code, var message) ->
          Ending.failed(FailureKind.BAD_INPUT, code, message);
      case TaskResult.Transient(var code, var message) ->
          Ending.failed(FailureKind.TRANSIENT, code, message);
      case TaskResult.Resource(var code, var message) -> {
        tools.guard().rest();
        yield Ending.failed(FailureKind.RESOURCE, code, message);
      }
      case TaskResult.Crashed(var message) ->
          Ending.failed(FailureKind.CRASHED, ErrorCode.PROCESSING_ERROR, message);
    };
  }

  private Ending publish(TaskResult.Done done, OutputUploader uploader)
      throws InterruptedException {
    try (var _ = tools.telemetry().part("upload", traceparent)) {
      List<Rendition> renditions =
          uploader.upload(
              done.outputs(), percent -> context.progress(Stage.UPLOADING, percent, Speed.UNKNOWN));
      return new Ending.Completed(
          RunCompleted.newBuilder()
              .setOutputs(renditions)
              .setEngine(tools.handler().engine())
              .setWarnings(done.warnings())
              .setEngineSeconds(done.engineSeconds())
              .setInputMedia(media(done.inputMedia()))
              .build());
    } catch (StorageException | IOException e) {
      return Ending.failed(
          FailureKind.TRANSIENT,
          ErrorCode.STORAGE_ERROR,
          "the outputs could not be stored: %s".formatted(e.getMessage()));
    }
  }

  /** One JSON object of the inputs' metadata by name; null if there is none or far too much. */
  private static @Nullable String media(Map<String, String> byInput) {
    ObjectNode all = JSON.createObjectNode();
    byInput.forEach((input, media) -> {
      try {
        all.set(input, JSON.readTree(media));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "the handler's metadata of input '%s' is no JSON".formatted(input), e);
      }
    });
    String text = all.toString();
    if (text.length() > MAX_MEDIA) {
      LOG.atWarn()
          .addKeyValue("characters", text.length())
          .log("metadata of the inputs is too large to report, and left out");
      return null;
    }
    return all.isEmpty() ? null : text;
  }
}
