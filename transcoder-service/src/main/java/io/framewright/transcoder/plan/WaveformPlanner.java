package io.framewright.transcoder.plan;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.operation.PictureFormat;
import io.framewright.transcoder.operation.WaveformParams;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Refused;
import io.framewright.transcoder.plan.Planned.Run;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Plans {@code audio.waveform}. */
final class WaveformPlanner {

  private final EncodeSettings settings;

  WaveformPlanner(EncodeSettings settings) {
    this.settings = settings;
  }

  Planned plan(WaveformParams params, Sources sources, Path folder) {
    Timeline.Shape shape =
        new Timeline.Shape(
            params.streams(), false, true, OptionalDouble.empty(), false, Optional.empty(), folder);
    Optional<Refused> refused =
        Streams.refusal(sources.main().media(), params.streams()).or(() -> silent(params, sources));
    if (refused.isPresent()) {
      return refused.get();
    }
    Timeline timeline = new Timeline(sources, settings, shape).apply(params.steps());
    if (timeline.refused().isPresent()) {
      return timeline.refused().get();
    }
    if (timeline.unheard().isPresent()) {
      return new Refused(
          ErrorCode.INVALID_OPERATION, "a waveform shows sound as it is: leave out normalize");
    }
    return work(params, timeline, folder);
  }

  private static Optional<Refused> silent(WaveformParams params, Sources sources) {
    return Streams.of(sources.main().media(), params.streams()).audio().isEmpty()
        ? Optional.of(new Refused(ErrorCode.UNSUPPORTED_MEDIA, "the input has no sound to draw"))
        : Optional.empty();
  }

  private static Work work(WaveformParams params, Timeline timeline, Path folder) {
    FilterGraph graph = timeline.graph();
    Strand sound = timeline.tone().orElseThrow().strand();
    if (!params.split()) {
      sound.then("aformat=channel_layouts=mono");
    }
    sound.then(
        "showwavespic=s=%dx%d:split_channels=%d:colors=%s"
            .formatted(params.width(), params.height(), params.split() ? 1 : 0, params.color()));
    String wave = graph.sound(sound);
    Strand behind =
        graph.source(
            "color=c=%s:s=%dx%d:r=1"
                .formatted(params.background(), params.width(), params.height()));
    Strand both = graph.join(List.of(graph.pictures(behind), wave), "overlay=format=auto,setsar=1");
    String label = graph.pictures(both);
    PictureFormat format = params.picture().format();
    Path output = folder.resolve("waveform." + format.ending());
    List<String> arguments =
        Arguments.of(
            CommonArguments.general(),
            timeline.inputs(),
            CommonArguments.graph(graph),
            List.of("-map", "[" + label + "]", "-frames:v", "1"),
            PictureEncoding.arguments(params.picture()),
            CommonArguments.stripped(),
            CommonArguments.pictureFile(output));
    return new Work(
        List.of(new Run(arguments, output, OptionalDouble.empty())),
        List.of(
            new Product(
                output,
                format.contentType(),
                Optional.of(format.demuxer()),
                Expected.still(new Picture(format.codec(), params.width(), params.height())))),
        timeline.notes(),
        timeline.warnings());
  }
}
