package io.framewright.transcoder.plan;

import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.media.MediaInfo.Audio;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.OutputFormat;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Sound;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The runs of ffmpeg for one transcode whose steps are done in the filter graph. */
final class TranscodeWork {

  private static final Set<String> HDR_TRANSFERS = Set.of("smpte2084", "arib-std-b67");

  private final TranscodeParams params;
  private final Sources sources;
  private final Timeline timeline;
  private final EncodeSettings settings;
  private final Timeline.Shape shape;
  private final Streams used;
  private final List<String> warnings = new ArrayList<>();

  TranscodeWork(
      TranscodeParams params,
      Sources sources,
      Timeline timeline,
      EncodeSettings settings,
      Timeline.Shape shape) {
    this.params = params;
    this.sources = sources;
    this.timeline = timeline;
    this.settings = settings;
    this.shape = shape;
    this.used = Streams.of(sources.main().media(), params.streams());
  }

  Work byProcessor() {
    if (timeline.film().isEmpty()) {
      return work(List.of(), List.of(List.of("-vn")));
    }
    if (params.copiesVideo()) {
      return work(List.of(), List.of(copiedPictures()));
    }
    VideoEncoding encoding = new VideoEncoding(params.video(), params.videoCodec(), settings);
    List<String> map = pictures(Optional.empty());
    int width = timeline.film().orElseThrow().width();
    List<String> end = Arguments.of(List.of("-pix_fmt", params.video().pixels()), tag());
    if (!params.video().twoPass()) {
      return work(List.of(), List.of(Arguments.of(map, encoding.arguments(width), end)));
    }
    if (!encoding.canDoTwoPasses()) {
      warnings.add(
          "the encoder of %s goes through the film once only"
              .formatted(params.videoCodec().word()));
      return work(List.of(), List.of(Arguments.of(map, encoding.arguments(width), end)));
    }
    String notes = shape.folder().resolve("passes").toString();
    return work(
        List.of(),
        Stream.of(1, 2)
            .map(number -> Arguments.of(map, encoding.pass(number, width, notes), end))
            .toList());
  }

  Work by(Accelerator accelerator) {
    List<String> map = pictures(accelerator.lastFilter());
    String encoder = accelerator.encoder(params.videoCodec().probed());
    List<String> quality =
        params.video().kilobits().isPresent()
            ? List.of("-b:v", params.video().kilobits().getAsInt() + "k")
            : List.of(
                accelerator.qualityOption(),
                Integer.toString(params.video().crf().orElse(params.videoCodec().defaultCrf())));
    return work(
            accelerator.general(),
            List.of(
                Arguments.of(
                    map, List.of("-c:v", encoder), accelerator.presetArguments(), quality, tag())))
        .on(accelerator);
  }

  private List<String> pictures(Optional<String> last) {
    Film film = timeline.film().orElseThrow();
    film.finish(params.video().pixels());
    last.ifPresent(film::then);
    String label = timeline.graph().pictures(film.strand());
    // Without a wish, frames keep their own times: phones film at a varying rate.
    String mode = params.video().fps().isPresent() ? "cfr" : "vfr";
    return List.of("-map", "[" + label + "]", "-fps_mode", mode);
  }

  private List<String> copiedPictures() {
    Video source = used.video().orElseThrow();
    List<String> arguments =
        new ArrayList<>(List.of("-map", "0:" + source.index(), "-c:v", "copy"));
    arguments.addAll(tag());
    if (turn() != 0 && settings.engine().major() < 6) {
      int whole = (source.rotation() + turn()) % 360;
      arguments.addAll(List.of("-metadata:s:v:0", "rotate=" + (360 - whole) % 360));
    }
    return arguments;
  }

  /** How far players are to turn the picture, in degrees clockwise. */
  private int turn() {
    int turn = 0;
    for (Step step : params.steps()) {
      if (step instanceof Step.Rotate rotate && rotate.tagOnly()) {
        turn += rotate.degrees();
      }
    }
    return turn % 360;
  }

  /** Since ffmpeg 6 an option of the input. Both ways of saying it count counter-clockwise. */
  private List<String> turned() {
    if (turn() == 0 || settings.engine().major() < 6) {
      return List.of();
    }
    int whole = (used.video().orElseThrow().rotation() + turn()) % 360;
    return List.of("-display_rotation:v", Integer.toString(-whole));
  }

  /** Apple's players take H.265 in MP4 by this name only. */
  private List<String> tag() {
    boolean hevc =
        params.copiesVideo()
            ? used.video().filter(video -> video.codec().equals("hevc")).isPresent()
            : params.videoCodec().probed().equals("hevc");
    return hevc && params.format().hasFaststart() ? List.of("-tag:v", "hvc1") : List.of();
  }

  /**
   * @param passes the arguments of the pictures, one list for each time through the film
   */
  private Work work(List<String> general, List<List<String>> passes) {
    Optional<AudioEncoding> encoding =
        timeline
            .tone()
            .filter(_ -> !params.copiesAudio())
            .map(tone -> AudioEncoding.of(params, tone.channels(), settings.engine()));
    List<String> sound = sound(encoding);
    Path output = shape.folder().resolve("output." + params.format().word());
    List<String> head =
        Arguments.of(
            CommonArguments.general(),
            general,
            turned(),
            timeline.inputs(),
            CommonArguments.graph(timeline.graph()));
    List<String> end =
        Arguments.of(
            params.keepMetadata() ? CommonArguments.kept() : CommonArguments.stripped(),
            container(output));
    List<Run> runs = new ArrayList<>();
    for (int pass = 1; pass <= passes.size(); pass++) {
      boolean last = pass == passes.size();
      List<String> arguments =
          Arguments.of(head, passes.get(pass - 1), sound, last ? end : CommonArguments.nowhere());
      runs.add(new Run(arguments, output, timeline.seconds()));
    }
    return new Work(
        runs,
        List.of(
            new Product(
                output,
                params.format().contentType(timeline.film().isPresent()),
                Optional.of(params.format().demuxer()),
                expected(encoding))),
        timeline.notes(),
        warnings(encoding));
  }

  private List<String> sound(Optional<AudioEncoding> encoding) {
    if (timeline.tone().isEmpty()) {
      return List.of("-an");
    }
    if (encoding.isEmpty()) {
      return List.of("-map", "0:" + used.audio().orElseThrow().index(), "-c:a", "copy");
    }
    Strand strand = timeline.tone().get().strand();
    String map =
        strand.isBare() && strand.from().contains(":")
            ? strand.from()
            : "[%s]".formatted(strand.isBare() ? strand.from() : timeline.graph().sound(strand));
    return Arguments.of(List.of("-map", map), encoding.get().arguments());
  }

  private List<String> container(Path output) {
    OutputFormat format = params.format();
    List<String> faststart =
        format.hasFaststart() && params.faststart()
            ? List.of("-movflags", "+faststart")
            : List.of();
    return Arguments.of(faststart, List.of("-f", format.muxer(), "-y", "file:" + output));
  }

  private Expected expected(Optional<AudioEncoding> encoding) {
    Optional<Picture> picture =
        timeline
            .film()
            .map(film ->
                params.copiesVideo()
                    ? copied(used.video().orElseThrow())
                    : new Picture(params.videoCodec().probed(), film.width(), film.height()));
    Optional<Sound> sound =
        timeline
            .tone()
            .map(_ ->
                encoding
                    .map(made ->
                        new Sound(params.audioCodec().probed(), OptionalInt.of(made.channels())))
                    .orElseGet(() -> copied(used.audio().orElseThrow())));
    boolean certain =
        sources.main().media().durationAnnounced()
            && sources.others().values().stream()
                .allMatch(other -> other.media().durationAnnounced());
    return new Expected(timeline.seconds(), certain, picture, sound);
  }

  private static Picture copied(Video video) {
    return new Picture(video.codec(), video.width(), video.height());
  }

  private static Sound copied(Audio audio) {
    return new Sound(audio.codec(), OptionalInt.empty());
  }

  private List<String> warnings(Optional<AudioEncoding> encoding) {
    warnings.addAll(Streams.leftOut(sources.main().media(), params.streams()));
    warnings.addAll(timeline.warnings());
    encoding.ifPresent(made -> warnings.addAll(made.warnings()));
    if (params.wantsVideo() && timeline.film().isEmpty()) {
      warnings.add("the input has no video: the result holds sound only");
    }
    if (timeline.tone().isEmpty() && wishesForSound()) {
      warnings.add("the input has no sound: the result has none");
    }
    if (params.steps().stream().anyMatch(step -> step instanceof Step.Trim trim && trim.copy())) {
      warnings.add("copied streams begin at the key frame at or before the trim's start");
    }
    if (timeline.film().isPresent() && !params.copiesVideo()) {
      used.video().ifPresent(this::warnOfPictures);
    }
    return warnings;
  }

  private boolean wishesForSound() {
    return params.wantsAudio()
        && (params.audio().codec().isPresent()
            || params.steps().stream().anyMatch(Step.Normalize.class::isInstance));
  }

  private void warnOfPictures(Video source) {
    if (source.transfer().filter(HDR_TRANSFERS::contains).isPresent()) {
      warnings.add("the input is HDR: it is written as SDR without tone mapping");
    }
    if (params.video().fps().isEmpty() && shape.fps().isPresent()) {
      warnings.add(
          "the input has %.0f frames a second: the result has %d"
              .formatted(source.fps().orElse(0), VideoEncoding.MAX_FPS));
    }
  }
}
