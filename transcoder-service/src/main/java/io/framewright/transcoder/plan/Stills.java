package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.Step.Fit;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Runs that take single frames out of a film, after the steps. */
final class Stills {

  /** Frames that lie closer together than this are taken in one go, others one by one. */
  private static final double CLOSE = 10;

  /** What the last frame is looked for in; most films have a key frame in so many seconds. */
  private static final double TAIL = 3;

  private static final double USUAL_FPS = 25;

  private final Wanted wanted;
  private final Sources sources;
  private final EncodeSettings settings;
  private final Path folder;

  Stills(Wanted wanted, Sources sources, EncodeSettings settings, Path folder) {
    this.wanted = wanted;
    this.sources = sources;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * How the frames are written.
   *
   * @param pad whether both sides are filled up with black
   */
  record Size(OptionalInt width, OptionalInt height, boolean pad) {}

  /** Why there are no frames to be had. */
  Optional<Refused> refusal() {
    return Streams.refusal(sources.main().media(), wanted.streams())
        .or(() ->
            Streams.of(sources.main().media(), wanted.streams()).video().isEmpty()
                ? Optional.of(
                    new Refused(
                        ErrorCode.UNSUPPORTED_MEDIA,
                        "the input has no video to take a picture from"))
                : Optional.empty())
        .or(() -> timeline().refused());
  }

  /** The film after the steps. */
  Timeline timeline() {
    Timeline.Shape shape =
        new Timeline.Shape(
            wanted.streams(), true, false, OptionalDouble.empty(), false, Optional.empty(), folder);
    return new Timeline(sources, settings, shape).apply(wanted.steps());
  }

  OptionalDouble seconds() {
    return timeline().seconds();
  }

  /** The latest point at which a frame is sure to be seen. */
  double last() {
    double fps =
        Streams.of(sources.main().media(), wanted.streams())
            .video()
            .map(Video::fps)
            .orElse(OptionalDouble.empty())
            .orElse(USUAL_FPS);
    return Math.max(0, seconds().orElse(0) - 1.5 / Math.clamp(fps, 1, 240));
  }

  /** What a frame will measure. */
  Film sized(Size size) {
    Film film = timeline().film().orElseThrow();
    fit(film, size);
    return film;
  }

  private static void fit(Film film, Size size) {
    film.settle();
    if (size.pad()) {
      film.resize(new Step.Resize(size.width(), size.height(), Fit.PAD));
    } else {
      film.fit(size.width(), size.height(), Fit.CONTAIN);
    }
    film.then("setsar=1");
  }

  /** The one frame that is seen at {@code seconds}. */
  Run at(double seconds, Size size, List<String> encoder, Path output) {
    return frame(seconds, size, "", Arguments.of(List.of("-frames:v", "1"), encoder), output);
  }

  /** The last frame: each one overwrites the one before. */
  Run atTheEnd(Size size, List<String> encoder, Path output) {
    return frame(Math.max(0, seconds().orElse(0) - TAIL), size, "", encoder, output);
  }

  /** The one frame of all that {@code filter} leaves. */
  Run chosen(String filter, Size size, List<String> encoder, Path output) {
    return frame(0, size, filter, Arguments.of(List.of("-frames:v", "1"), encoder), output);
  }

  private Run frame(double seconds, Size size, String filter, List<String> encoder, Path output) {
    return run(
        seconds, size, filter, Arguments.of(encoder, CommonArguments.pictureFile(output)), output);
  }

  private Run run(double seconds, Size size, String filter, List<String> output, Path watched) {
    Timeline timeline = timeline();
    Film film = timeline.film().orElseThrow();
    if (!timeline.seekable() && seconds > 0) {
      film.strand().then("trim=start=" + Seconds.text(seconds)).then("setpts=PTS-STARTPTS");
    }
    fit(film, size);
    if (!filter.isEmpty()) {
      film.then(filter);
    }
    String label = timeline.graph().pictures(film.strand());
    List<String> arguments =
        Arguments.of(
            timeline.taking(label, timeline.seekable() ? seconds : 0),
            CommonArguments.stripped(),
            output);
    return new Run(arguments, watched, OptionalDouble.empty());
  }

  /**
   * Frames at even distances, into files that {@code pattern} names: {@code frame-%03d.bmp}.
   *
   * @param first seconds
   * @param interval seconds
   */
  List<Run> every(
      double first, double interval, int count, Size size, List<String> encoder, String pattern) {
    if (interval < CLOSE || !timeline().seekable()) {
      String evenly =
          "setpts=PTS-STARTPTS,tpad=stop_mode=clone:stop_duration=%s,fps=%s:round=up"
              .formatted(Seconds.text(interval * count + 1), Seconds.text(1 / interval));
      List<String> output =
          Arguments.of(
              List.of("-frames:v", Integer.toString(count)),
              encoder,
              List.of(
                  "-f", "image2", "-start_number", "1", "-y", "file:" + folder.resolve(pattern)));
      return List.of(run(first, size, evenly, output, folder.resolve(pattern.formatted(count))));
    }
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double seconds = Math.min(last(), first + i * interval);
      runs.add(at(seconds, size, encoder, folder.resolve(pattern.formatted(i + 1))));
    }
    return runs;
  }
}
