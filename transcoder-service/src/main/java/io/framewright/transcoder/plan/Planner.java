package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.PreviewParams;
import io.framewright.transcoder.operation.SheetParams;
import io.framewright.transcoder.operation.ThumbnailParams;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.operation.WaveformParams;
import io.framewright.transcoder.plan.Planned.Refused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** From what is wanted and what is known of the inputs to runs of ffmpeg. */
public final class Planner {

  private final EncodeSettings settings;

  public Planner(EncodeSettings settings) {
    this.settings = settings;
  }

  /**
   * @param folder where everything goes
   */
  public Planned plan(Wanted wanted, Sources sources, Path folder) {
    Optional<Refused> tooMuch =
        Stream.concat(Stream.of(sources.main()), sources.others().values().stream())
            .flatMap(source -> refusal(source.media()).stream())
            .findFirst();
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    return switch (wanted) {
      case TranscodeParams params -> new TranscodePlanner(settings).plan(params, sources, folder);
      case ThumbnailParams params -> new ThumbnailPlanner(settings).plan(params, sources, folder);
      case SheetParams params -> new SheetPlanner(settings).plan(params, sources, folder);
      case PreviewParams params -> new PreviewPlanner(settings).plan(params, sources, folder);
      case WaveformParams params -> new WaveformPlanner(settings).plan(params, sources, folder);
    };
  }

  private Optional<Refused> refusal(MediaInfo media) {
    return InputLimits.refusal(media, settings);
  }
}
