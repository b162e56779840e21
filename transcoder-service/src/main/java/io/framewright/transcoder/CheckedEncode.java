package io.framewright.transcoder;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaJson;
import io.framewright.transcoder.media.MediaProbe;
import io.framewright.transcoder.media.MediaProbe.Probed;
import io.framewright.transcoder.plan.Planned;
import io.framewright.transcoder.plan.Planned.Encode;
import io.framewright.transcoder.run.ExitReading;
import io.framewright.transcoder.run.FfmpegRun;
import io.framewright.transcoder.run.RunEnd;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Carries out a plan, and believes nothing that ffmpeg says about it until the output is read. */
final class CheckedEncode {

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final FfmpegRun run;

  /** What a plan is carried out on. */
  record Job(Path input, Path folder, TaskContext context) {}

  CheckedEncode(Ffmpeg ffmpeg, MediaProbe probe, TranscoderSettings settings) {
    this.ffmpeg = ffmpeg;
    this.probe = probe;
    this.run = new FfmpegRun(settings.stallTimeout(), settings.deadline());
  }

  TaskResult run(Planned planned, Job job) throws IOException, InterruptedException {
    return switch (planned) {
      case Planned.Refused refused -> new TaskResult.BadInput(refused.code(), refused.message());
      case Encode encode -> run(encode, job);
    };
  }

  private TaskResult run(Encode encode, Job job) throws IOException, InterruptedException {
    Optional<String> missing = missingEncoder(encode.arguments());
    if (missing.isPresent()) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OUTPUT,
          "the ffmpeg of this worker cannot write %s: it has no encoder %s"
              .formatted(encode.name(), missing.get()));
    }
    RunEnd end =
        run.run(
            ffmpeg.ffmpeg(encode.arguments(), Reach.of(job.input(), job.folder())),
            encode.output(),
            encode.expected().seconds(),
            job.context());
    Optional<TaskResult> failure = ExitReading.failure(end);
    return failure.isPresent() ? failure.get() : check(encode, job, end);
  }

  private Optional<String> missingEncoder(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).startsWith("-c:") && !ffmpeg.encoders().contains(arguments.get(i + 1))) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private TaskResult check(Encode encode, Job job, RunEnd end)
      throws IOException, InterruptedException {
    job.context().progress(Stage.VALIDATING, 99, TaskContext.Speed.UNKNOWN);
    if (!Files.isRegularFile(encode.output()) || Files.size(encode.output()) == 0) {
      return new TaskResult.BadInput(
          ErrorCode.INPUT_CORRUPT, "nothing could be decoded from the input");
    }
    String format = encode.name().substring(encode.name().lastIndexOf('.') + 1);
    return switch (probe.output(encode.output(), format, encode.demuxer())) {
      case Probed.Refused refused -> unreadable(refused.result());
      case Probed.Known known ->
          OutputCheck.failure(encode.expected(), known.media(), end.log())
              .orElseGet(() -> done(encode, known.media(), end));
    };
  }

  /** That our own output cannot be read is no fault of the input's. */
  private static TaskResult unreadable(TaskResult why) {
    return why instanceof TaskResult.BadInput bad
        ? new TaskResult.Transient(
            ErrorCode.PROCESSING_ERROR,
            "ffmpeg reported success, but its output cannot be read: %s".formatted(bad.message()))
        : why;
  }

  private static TaskResult done(Encode encode, MediaInfo made, RunEnd end) {
    List<String> warnings = new ArrayList<>(encode.warnings());
    OutputCheck.warning(encode.expected(), made, end.log()).ifPresent(warnings::add);
    Optional<MediaInfo.Video> picture =
        encode.expected().picture().isPresent() ? made.video() : Optional.empty();
    boolean still = encode.contentType().startsWith("image/");
    return new TaskResult.Done(
        List.of(
            new TaskResult.Output(
                encode.name(),
                encode.output(),
                encode.contentType(),
                picture.map(video -> OptionalInt.of(video.width())).orElse(OptionalInt.empty()),
                picture.map(video -> OptionalInt.of(video.height())).orElse(OptionalInt.empty()),
                still ? OptionalDouble.empty() : made.duration(),
                Optional.of(MediaJson.of(made)))),
        warnings,
        end.seconds(),
        Map.of());
  }
}
