package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.PreviewParams;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.Step.Fit;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Plans {@code video.preview}: a GIF with a palette of its own, or an animated WebP. */
final class PreviewPlanner {

  private final EncodeSettings settings;

  PreviewPlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  Planned plan(PreviewParams params, Sources sources, Path folder) {
    Optional<Refused> refused = new Stills(params, sources, settings, folder).refusal();
    if (refused.isPresent()) {
      return refused.get();
    }
    List<Step> steps = new ArrayList<>(params.steps());
    steps.add(new Step.Trim(params.start(), params.duration(), false));
    Timeline.Shape shape =
        new Timeline.Shape(
            params.streams(),
            true,
            false,
            OptionalDouble.of(params.fps()),
            false,
            Optional.empty(),
            folder);
    Timeline timeline = new Timeline(sources, settings, shape).apply(steps);
    return timeline.refused().isPresent()
        ? timeline.refused().get()
        : work(params, sources, timeline, folder);
  }

  private static Work work(PreviewParams params, Sources sources, Timeline timeline, Path folder) {
    Film film = timeline.film().orElseThrow();
    film.settle();
    int width = Math.min(params.width(), film.width());
    film.fit(OptionalInt.of(width), OptionalInt.empty(), Fit.CONTAIN);
    film.then("setsar=1");
    String name = params.gif() ? "preview.gif" : "preview.webp";
    Path output = folder.resolve(name);
    String label =
        timeline.graph().pictures(params.gif() ? palette(film, timeline) : film.strand());
    List<String> arguments =
        Arguments.of(
            timeline.taking(label, 0),
            params.gif() ? gif(params) : webp(params),
            CommonArguments.stripped(),
            List.of("-f", params.gif() ? "gif" : "webp", "-y", "file:" + output));
    Expected expected =
        new Expected(
            timeline.seconds(),
            sources.main().media().durationAnnounced(),
            Optional.of(new Picture(params.gif() ? "gif" : "webp", film.width(), film.height())),
            Optional.empty());
    return new Work(
        List.of(new Run(arguments, output, timeline.seconds())),
        List.of(
            new Product(
                output,
                params.gif() ? "image/gif" : "image/webp",
                params.gif() ? Optional.of("gif") : Optional.empty(),
                expected)),
        timeline.notes(),
        timeline.warnings());
  }

  /** 256 colours, chosen from the whole animation. */
  private static Strand palette(Film film, Timeline timeline) {
    FilterGraph graph = timeline.graph();
    String frames = graph.pictures(film.strand());
    graph.add(
        "[%s]split[shown][counted];[counted]palettegen=stats_mode=diff[colours]".formatted(frames));
    return graph.join(
        List.of("shown", "colours"), "paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle");
  }

  /** ffmpeg counts repetitions, and -1 is none. */
  private static List<String> gif(PreviewParams params) {
    int repetitions = params.loops() == 0 ? 0 : params.loops() == 1 ? -1 : params.loops() - 1;
    return List.of("-c:v", "gif", "-loop", Integer.toString(repetitions));
  }

  private static List<String> webp(PreviewParams params) {
    return List.of(
        "-c:v",
        "libwebp_anim",
        "-pix_fmt",
        "yuv420p",
        "-quality",
        Integer.toString(params.quality()),
        "-loop",
        Integer.toString(params.loops()));
  }
}
