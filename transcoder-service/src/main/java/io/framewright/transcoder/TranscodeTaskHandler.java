package io.framewright.transcoder;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.MediaJson;
import io.framewright.transcoder.media.MediaProbe;
import io.framewright.transcoder.media.MediaProbe.Probed;
import io.framewright.transcoder.operation.ThumbnailParams;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.plan.EncodeSettings;
import io.framewright.transcoder.plan.Planned;
import io.framewright.transcoder.plan.ThumbnailPlanner;
import io.framewright.transcoder.plan.TranscodePlanner;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.TaskResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Does the tasks of the pool {@code transcode}: look, plan, encode, check. */
@Singleton
public final class TranscodeTaskHandler implements TaskHandler {

  private static final String TRANSCODE = "video.transcode";
  private static final String THUMBNAIL = "video.thumbnail";

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final CheckedEncode encode;
  private final TranscodePlanner transcodes;
  private final ThumbnailPlanner thumbnails;

  public TranscodeTaskHandler(Ffmpeg ffmpeg, TranscoderSettings settings) {
    EncodeSettings encoding = settings.encoding();
    this.ffmpeg = ffmpeg;
    this.probe = new MediaProbe(ffmpeg, settings.probeTimeout());
    this.encode = new CheckedEncode(ffmpeg, probe, settings);
    this.transcodes = new TranscodePlanner(encoding);
    this.thumbnails = new ThumbnailPlanner(encoding);
  }

  @Override
  public String pool() {
    return "transcode";
  }

  @Override
  public Set<String> operations() {
    return Set.of(TRANSCODE, THUMBNAIL);
  }

  @Override
  public String engine() {
    return ffmpeg.identity();
  }

  @Override
  public String capabilities() {
    return Capabilities.json(ffmpeg);
  }

  @Override
  public TaskResult handle(Task task, TaskContext context) throws InterruptedException {
    context.progress(Stage.ANALYZING, 0, TaskContext.Speed.UNKNOWN);
    Path input = task.mainInput().toAbsolutePath();
    try {
      return switch (probe.input(input)) {
        case Probed.Refused refused -> refused.result();
        case Probed.Known known -> perform(task, context, input, known);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work on %s in %s".formatted(input, task.scratch()), e);
    }
  }

  private TaskResult perform(Task task, TaskContext context, Path input, Probed.Known known)
      throws IOException, InterruptedException {
    Path folder = task.scratch().toAbsolutePath();
    CheckedEncode.Job job = new CheckedEncode.Job(input, folder, context);
    TaskResult result =
        switch (task.operation()) {
          case TRANSCODE -> {
            TranscodeParams params = TranscodeParams.parse(task.params());
            yield encode.run(
                transcodes.plan(params, known.media(), known.demuxer(), input, folder), job);
          }
          case THUMBNAIL ->
              thumbnail(ThumbnailParams.parse(task.params()), input, folder, known, job);
          default ->
              new TaskResult.BadInput(
                  ErrorCode.INVALID_OPERATION,
                  "this worker does not know %s".formatted(task.operation()));
        };
    return result instanceof TaskResult.Done done
        ? new TaskResult.Done(
            done.outputs(),
            done.warnings(),
            done.engineSeconds(),
            Map.of("input", MediaJson.of(known.media())))
        : result;
  }

  /** The frame that is wished for; the last one where the video turns out to end before it. */
  private TaskResult thumbnail(
      ThumbnailParams params, Path input, Path folder, Probed.Known known, CheckedEncode.Job job)
      throws IOException, InterruptedException {
    Planned wished = thumbnails.plan(params, known.media(), known.demuxer(), input, folder);
    TaskResult result = encode.run(wished, job);
    boolean nothingThere =
        result instanceof TaskResult.BadInput bad && bad.code() == ErrorCode.INPUT_CORRUPT;
    return nothingThere && !job.context().cancelled()
        ? encode.run(
            thumbnails.lastFrame(params, known.media(), known.demuxer(), input, folder), job)
        : result;
  }
}
