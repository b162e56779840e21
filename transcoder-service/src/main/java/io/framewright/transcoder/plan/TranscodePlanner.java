package io.framewright.transcoder.plan;

import static io.framewright.platform.errors.ErrorCode.INVALID_OPERATION;
import static io.framewright.platform.errors.ErrorCode.UNSUPPORTED_MEDIA;

import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.OutputFormat;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.plan.Planned.Encode;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Plans {@code video.transcode}. */
public final class TranscodePlanner {

  private final EncodeSettings settings;

  public TranscodePlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  /**
   * @param demuxer of the input, as sniffed
   * @param folder where the output goes
   */
  public Planned plan(
      TranscodeParams params, MediaInfo media, String demuxer, Path input, Path folder) {
    TimeWindow window = TimeWindow.of(params.steps());
    return InputLimits.refusal(media, settings)
        .or(() -> contradiction(params))
        .or(() -> nothingToKeep(params, media, window))
        .<Planned>map(refused -> refused)
        .orElseGet(() -> encode(params, media, demuxer, window, input, folder));
  }

  /** Parameters that no input could satisfy. */
  private static Optional<Refused> contradiction(TranscodeParams params) {
    OutputFormat format = params.format();
    Optional<Refused> video =
        params
            .videoCodec()
            .filter(codec -> !codec.equals(format.videoCodec().word()))
            .map(codec ->
                refused(
                    "%s does not take video codec %s%s"
                        .formatted(
                            format.word(),
                            codec,
                            format.holdsVideo() ? ", use " + format.videoCodec().word() : "")));
    Optional<Refused> audio =
        params
            .audioCodec()
            .filter(codec -> !codec.equals(format.audioCodec().word()))
            .map(codec ->
                refused(
                    "%s does not take audio codec %s, use %s"
                        .formatted(format.word(), codec, format.audioCodec().word())));
    return video.or(() -> audio).or(() -> tooManyChannels(params));
  }

  private static Optional<Refused> tooManyChannels(TranscodeParams params) {
    int most = params.format().audioCodec().maxChannels();
    return params.channels().orElse(1) > most
        ? Optional.of(refused("%s has at most %d channels".formatted(params.format().word(), most)))
        : Optional.empty();
  }

  private static Optional<Refused> nothingToKeep(
      TranscodeParams params, MediaInfo media, TimeWindow window) {
    if (!params.format().holdsVideo() && media.audio().isEmpty()) {
      return Optional.of(
          new Refused(
              UNSUPPORTED_MEDIA,
              "the input has no sound to write as %s".formatted(params.format().word())));
    }
    if (media.video().isEmpty() && media.audio().isEmpty()) {
      return Optional.of(new Refused(UNSUPPORTED_MEDIA, "the input has neither video nor sound"));
    }
    if (window.isEmpty()) {
      return Optional.of(refused("the trims leave nothing of the input"));
    }
    return media.duration().isPresent() && window.start() >= media.duration().getAsDouble()
        ? Optional.of(
            refused(
                "the trim starts at %s s, but the input lasts %s s"
                    .formatted(
                        TimeWindow.text(window.start()),
                        TimeWindow.text(media.duration().getAsDouble()))))
        : Optional.empty();
  }

  private static Refused refused(String message) {
    return new Refused(INVALID_OPERATION, message);
  }

  private Encode encode(
      TranscodeParams params,
      MediaInfo media,
      String demuxer,
      TimeWindow window,
      Path input,
      Path folder) {
    OutputFormat format = params.format();
    Optional<VideoPlan> video =
        format.holdsVideo()
            ? media.video().map(source -> VideoPlan.of(params, source, settings.threads()))
            : Optional.empty();
    Optional<AudioPlan> audio = media.audio().map(source -> AudioPlan.of(params, source));
    OptionalDouble source = keptSeconds(media, video.isPresent());
    Path output = folder.resolve("output." + format.word());
    List<String> warnings = new ArrayList<>();
    video.ifPresent(plan -> warnings.addAll(plan.warnings()));
    audio.ifPresent(plan -> warnings.addAll(plan.warnings()));
    if (format.holdsVideo() && video.isEmpty()) {
      warnings.add("the input has no video: the result holds sound only");
    }
    if (endsBefore(window, source)) {
      warnings.add("the input ends before the trim does: the result is shorter than asked");
    }
    List<String> arguments =
        Stream.of(
                CommonArguments.general(),
                CommonArguments.input(
                    demuxer, settings.threads(), window.start(), input, window.length()),
                video.map(VideoPlan::arguments).orElse(List.of("-vn")),
                audio.map(AudioPlan::arguments).orElse(List.of("-an")),
                CommonArguments.stripped(),
                container(format, output))
            .flatMap(List::stream)
            .toList();
    return new Encode(
        arguments,
        output,
        format.contentType(video.isPresent()),
        format.demuxer(),
        new Expected(
            window.resultOf(source),
            media.durationAnnounced(),
            video.map(VideoPlan::picture),
            audio.map(_ -> format.audioCodec().word())),
        warnings);
  }

  private static boolean endsBefore(TimeWindow window, OptionalDouble source) {
    return source.isPresent()
        && window.length().isPresent()
        && window.start() + window.length().getAsDouble() > source.getAsDouble() + 0.5;
  }

  /** The longest stream that is kept; the whole file's duration where streams do not say. */
  private static OptionalDouble keptSeconds(MediaInfo media, boolean withVideo) {
    OptionalDouble audio =
        media.audio().map(MediaInfo.Audio::duration).orElse(OptionalDouble.empty());
    OptionalDouble video =
        withVideo
            ? media.video().map(MediaInfo.Video::duration).orElse(OptionalDouble.empty())
            : OptionalDouble.empty();
    boolean audioKnown = media.audio().isEmpty() || audio.isPresent();
    boolean videoKnown = !withVideo || video.isPresent();
    return audioKnown && videoKnown
        ? OptionalDouble.of(Math.max(audio.orElse(0), video.orElse(0)))
        : media.duration();
  }

  private static List<String> container(OutputFormat format, Path output) {
    List<String> muxer =
        switch (format) {
          case MP4 -> List.of("-movflags", "+faststart", "-f", "mp4");
          case WEBM -> List.of("-f", "webm");
          case MP3 -> List.of("-f", "mp3");
        };
    return Stream.concat(muxer.stream(), Stream.of("-y", "file:" + output)).toList();
  }
}
