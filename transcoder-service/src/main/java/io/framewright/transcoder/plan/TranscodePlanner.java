package io.framewright.transcoder.plan;

import static io.framewright.platform.errors.ErrorCode.INVALID_OPERATION;

import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.TranscodeParams.Hardware;
import io.framewright.transcoder.plan.Planned.Listen;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Plans {@code video.transcode}. */
final class TranscodePlanner {

  private final EncodeSettings settings;

  TranscodePlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  Planned plan(TranscodeParams params, Sources sources, Path folder) {
    return Contradictions.of(params, sources.main().media())
        .<Planned>map(refused -> refused)
        .orElseGet(() -> {
          Timeline.Shape shape =
              new Timeline.Shape(
                  params.streams(),
                  params.wantsVideo(),
                  params.wantsAudio(),
                  fps(params, sources),
                  true,
                  Optional.empty(),
                  folder);
          return plan(params, sources, shape);
        });
  }

  /** As asked for, or the most that anybody plays. */
  private static OptionalDouble fps(TranscodeParams params, Sources sources) {
    boolean tooMany =
        !params.copiesVideo()
            && Streams.of(sources.main().media(), params.streams())
                .video()
                .map(Video::fps)
                .filter(fps -> fps.orElse(0) > VideoEncoding.MAX_FPS)
                .isPresent();
    return params.video().fps().isEmpty() && tooMany
        ? OptionalDouble.of(VideoEncoding.MAX_FPS)
        : params.video().fps();
  }

  private Planned plan(TranscodeParams params, Sources sources, Timeline.Shape shape) {
    Timeline timeline = new Timeline(sources, settings, shape).apply(params.steps());
    if (timeline.refused().isPresent()) {
      return timeline.refused().get();
    }
    if (timeline.unheard().isPresent()) {
      return listen(params, sources, shape);
    }
    Optional<Accelerator> accelerator = accelerator(params);
    if (accelerator.isEmpty()) {
      return params.hardware() == Hardware.REQUIRE ? noHardware() : work(params, sources, shape);
    }
    Work hardware =
        new TranscodeWork(params, sources, timeline, settings, shape).by(accelerator.get());
    return params.hardware() == Hardware.REQUIRE
        ? hardware
        : new Planned.Attempt(
            hardware, Planned.Trouble.HARDWARE_FAILED, work(params, sources, shape));
  }

  private Work work(TranscodeParams params, Sources sources, Timeline.Shape shape) {
    Timeline timeline = new Timeline(sources, settings, shape).apply(params.steps());
    return new TranscodeWork(params, sources, timeline, settings, shape).byProcessor();
  }

  private static Refused noHardware() {
    return new Refused(
        INVALID_OPERATION,
        "this worker has no graphics hardware that could do it: set hardware_acceleration to auto"
            + " or none");
  }

  /** Through the sound alone, up to the step that must know how loud it is. */
  private Planned listen(TranscodeParams params, Sources sources, Timeline.Shape shape) {
    Timeline timeline = new Timeline(sources, settings, shape.soundOnly()).apply(params.steps());
    Tone tone = timeline.tone().orElseThrow();
    Step.Normalize wish = timeline.unheard().orElseThrow();
    tone.then(Tone.listening(wish));
    String label = timeline.graph().sound(tone.strand());
    List<String> arguments = Arguments.of(timeline.taking(label, 0), CommonArguments.nowhere());
    Run run = new Run(arguments, shape.folder().resolve("heard"), timeline.seconds());
    return new Listen(run, heard -> plan(params, sources, shape.having(heard)));
  }

  private Optional<Accelerator> accelerator(TranscodeParams params) {
    if (!params.wantsVideo() || params.copiesVideo() || params.hardware() == Hardware.NONE) {
      return Optional.empty();
    }
    String codec = params.videoCodec().probed();
    return settings.engine().accelerators().stream()
        .filter(one -> settings.engine().encoders().contains(one.encoder(codec)))
        .findFirst();
  }
}
