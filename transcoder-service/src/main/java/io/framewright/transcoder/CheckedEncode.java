package io.framewright.transcoder;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.MediaProbe;
import io.framewright.transcoder.plan.Loudness;
import io.framewright.transcoder.plan.Planned;
import io.framewright.transcoder.plan.Planned.Attempt;
import io.framewright.transcoder.plan.Planned.Listen;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Trouble;
import io.framewright.transcoder.plan.Planned.Work;
import io.framewright.transcoder.run.ExitReading;
import io.framewright.transcoder.run.FfmpegRun;
import io.framewright.transcoder.run.Marker;
import io.framewright.transcoder.run.RunEnd;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import io.framewright.worker.TaskResult.BadInput;
import io.framewright.worker.TaskResult.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out a plan, and believes nothing that ffmpeg says about it until the output is read. */
final class CheckedEncode {

  private final Ffmpeg ffmpeg;
  private final FfmpegRun run;
  private final OutputCheck check;

  /** What a plan is carried out on. */
  record Job(List<Path> inputs, Path folder, TaskContext context) {}

  CheckedEncode(Ffmpeg ffmpeg, MediaProbe probe, TranscoderSettings settings) {
    this.ffmpeg = ffmpeg;
    this.run = new FfmpegRun(settings.stallTimeout(), settings.deadline());
    this.check = new OutputCheck(ffmpeg, probe, settings.probeTimeout());
  }

  TaskResult perform(Planned planned, Job job) throws IOException, InterruptedException {
    return switch (planned) {
      case Planned.Refused(var code, var message) -> new BadInput(code, message);
      case Listen listen -> listen(listen, job);
      case Attempt attempt -> attempt(attempt, job);
      case Work work -> work(work, job);
    };
  }

  private TaskResult listen(Listen listen, Job job) throws IOException, InterruptedException {
    RunEnd end = run(listen.run(), job, job.context(), Optional.empty());
    Optional<TaskResult> failure = ExitReading.failure(end);
    return failure.isPresent()
        ? failure.get()
        : perform(listen.then().apply(Loudness.read(end.log().tail())), job);
  }

  private TaskResult attempt(Attempt attempt, Job job) throws IOException, InterruptedException {
    TaskResult result = work(attempt.first(), job);
    if (job.context().cancelled() || !calls(attempt.trouble(), result)) {
      return result;
    }
    TaskResult second = work(attempt.instead(), job);
    return second instanceof Done done && attempt.trouble() == Trouble.HARDWARE_FAILED
        ? warned(done, hardwareFailed(attempt, result))
        : second;
  }

  private static boolean calls(Trouble trouble, TaskResult result) {
    return switch (trouble) {
      case HARDWARE_FAILED ->
          !(result instanceof Done)
              && !(result instanceof BadInput bad && bad.code() == ErrorCode.INPUT_TRUNCATED);
      case NOTHING_THERE -> result instanceof BadInput bad && bad.code() == ErrorCode.INPUT_CORRUPT;
    };
  }

  private static String hardwareFailed(Attempt attempt, TaskResult result) {
    String why =
        switch (result) {
          case Done _ -> "";
          case BadInput(var _, var message) -> message;
          case TaskResult.Transient(var _, var message) -> message;
          case TaskResult.Resource(var _, var message) -> message;
          case TaskResult.Crashed(var message) -> message;
        };
    return "hardware acceleration by %s failed, the processor encoded instead: %s"
        .formatted(attempt.first().hardware().map(Accelerator::name).orElse("none"), why);
  }

  private static Done warned(Done done, String warning) {
    List<String> warnings = new ArrayList<>(done.warnings());
    warnings.add(warning);
    return new Done(done.outputs(), warnings, done.engineSeconds(), done.inputMedia());
  }

  private TaskResult work(Work work, Job job) throws IOException, InterruptedException {
    Optional<String> missing =
        work.runs().stream().flatMap(one -> missingEncoder(one.arguments()).stream()).findFirst();
    if (missing.isPresent()) {
      return new BadInput(
          ErrorCode.INVALID_OUTPUT,
          "the ffmpeg of this worker cannot write %s: it has no encoder %s"
              .formatted(work.products().getFirst().name(), missing.get()));
    }
    for (Map.Entry<Path, String> note : work.notes().entrySet()) {
      Files.writeString(note.getKey(), note.getValue());
    }
    List<RunEnd> ends = new ArrayList<>();
    for (Run one : work.runs()) {
      Portion portion = new Portion(job.context(), ends.size(), work.runs().size());
      RunEnd end = run(one, job, portion, work.hardware());
      Optional<TaskResult> failure = ExitReading.failure(end);
      if (failure.isPresent()) {
        return failure.get();
      }
      ends.add(end);
    }
    job.context().progress(Stage.VALIDATING, 99, TaskContext.Speed.UNKNOWN);
    return check(work, ends);
  }

  private RunEnd run(Run one, Job job, TaskContext context, Optional<Accelerator> hardware)
      throws InterruptedException {
    Reach reach =
        new Reach(
            job.inputs(),
            List.of(job.folder()),
            hardware.map(Accelerator::devices).orElse(List.of()));
    return run.run(ffmpeg.ffmpeg(one.arguments(), reach), one.watched(), one.seconds(), context);
  }

  private Optional<String> missingEncoder(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      String encoder = arguments.get(i + 1);
      if (arguments.get(i).startsWith("-c:")
          && !encoder.equals("copy")
          && !ffmpeg.encoders().contains(encoder)) {
        return Optional.of(encoder);
      }
    }
    return Optional.empty();
  }

  private TaskResult check(Work work, List<RunEnd> ends) throws IOException, InterruptedException {
    List<TaskResult.Output> outputs = new ArrayList<>();
    List<String> warnings = new ArrayList<>(work.warnings());
    for (Product product : work.products()) {
      switch (check.look(product, ends.getLast().log())) {
        case OutputCheck.Found.Wrong(var why) -> {
          return why;
        }
        case OutputCheck.Found.Right right -> {
          outputs.add(right.output());
          right.warning().filter(text -> !warnings.contains(text)).ifPresent(warnings::add);
        }
      }
    }
    boolean still = work.products().getFirst().expected().seconds().isEmpty();
    if (still && ends.stream().anyMatch(end -> end.log().has(Marker.TRUNCATED))) {
      warnings.add("the input ends too early: what comes after is not seen");
    }
    double seconds = ends.stream().mapToDouble(RunEnd::seconds).sum();
    return new Done(outputs, warnings, seconds, Map.of());
  }
}
