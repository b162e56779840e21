package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.operation.PictureFormat;
import io.framewright.transcoder.operation.ThumbnailParams;
import io.framewright.transcoder.operation.ThumbnailParams.Pick;
import io.framewright.transcoder.plan.Planned.Attempt;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Trouble;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans {@code video.thumbnail}: one frame, several, or the best. */
final class ThumbnailPlanner {

  /** So many frames are compared for the best one. */
  private static final int COMPARED = 30;

  private static final double SHORTEST_INTERVAL = 0.5;

  private final EncodeSettings settings;

  ThumbnailPlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  Planned plan(ThumbnailParams params, Sources sources, Path folder) {
    Stills stills = new Stills(params, sources, settings, folder);
    return stills
        .refusal()
        .<Planned>map(refused -> refused)
        .orElseGet(() -> new Plan(params, stills, folder).of(params.pick()));
  }

  /** One plan. */
  private record Plan(ThumbnailParams params, Stills stills, Path folder) {

    Planned of(Pick pick) {
      return switch (pick) {
        case Pick.At(var seconds) -> at(seconds);
        case Pick.Several(var count) -> several(count);
        case Pick.Best() -> best();
      };
    }

    /** The wished frame, or the last one where the film is known or found to end before. */
    private Planned at(double seconds) {
      Path output = folder.resolve("thumbnail." + format().ending());
      Work last =
          work(
              List.of(stills.atTheEnd(size(), encoder(), output)),
              List.of(output),
              List.of(
                  "the video has no frame at %s s: this is its last one"
                      .formatted(Seconds.text(seconds))));
      if (stills.seconds().isPresent() && seconds > stills.last()) {
        return last;
      }
      Work wished =
          work(List.of(stills.at(seconds, size(), encoder(), output)), List.of(output), List.of());
      return new Attempt(wished, Trouble.NOTHING_THERE, last);
    }

    private Planned several(int count) {
      if (stills.seconds().isEmpty()) {
        return new Refused(
            ErrorCode.UNSUPPORTED_MEDIA,
            "the input does not say how long it is: ask for thumbnails at a timestamp instead");
      }
      double interval = stills.seconds().getAsDouble() / count;
      String pattern = "thumbnail-%03d." + format().ending();
      List<Path> outputs =
          IntStream.rangeClosed(1, count)
              .mapToObj(number -> folder.resolve(pattern.formatted(number)))
              .toList();
      return work(
          stills.every(
              Math.min(stills.last(), interval / 2), interval, count, size(), encoder(), pattern),
          outputs,
          List.of());
    }

    private Planned best() {
      Path output = folder.resolve("thumbnail." + format().ending());
      double interval = Math.max(SHORTEST_INTERVAL, stills.seconds().orElse(60) / COMPARED);
      String filter =
          "select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,%s),thumbnail=%d"
              .formatted(Seconds.text(interval), COMPARED + 1);
      return work(
          List.of(stills.chosen(filter, size(), encoder(), output)), List.of(output), List.of());
    }

    private Work work(List<Run> runs, List<Path> outputs, List<String> warnings) {
      Film film = stills.sized(size());
      Expected expected =
          Expected.still(new Picture(format().codec(), film.width(), film.height()));
      Timeline timeline = stills.timeline();
      return new Work(
          runs,
          outputs.stream()
              .map(output ->
                  new Product(
                      output, format().contentType(), Optional.of(format().demuxer()), expected))
              .toList(),
          timeline.notes(),
          Stream.concat(timeline.warnings().stream(), warnings.stream()).toList());
    }

    private Stills.Size size() {
      return new Stills.Size(params.width(), params.height(), false);
    }

    private PictureFormat format() {
      return params.picture().format();
    }

    private List<String> encoder() {
      return PictureEncoding.arguments(params.picture());
    }
  }
}
