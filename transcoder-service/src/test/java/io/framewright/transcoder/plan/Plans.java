package io.framewright.transcoder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planned.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans for the tests, without any ffmpeg. */
final class Plans {

  static final Set<String> ENCODERS =
      Set.of(
          "libx264",
          "libx265",
          "libvpx",
          "libvpx-vp9",
          "libsvtav1",
          "aac",
          "libmp3lame",
          "libopus",
          "libvorbis",
          "flac",
          "ac3",
          "pcm_s16le",
          "h264_nvenc",
          "h264_vaapi");

  static final String GENERAL =
      "-nostdin -hide_banner -nostats -loglevel level+info -progress pipe:1 -stats_period 0.5 ";
  static final String OPEN =
      "-protocol_whitelist file,pipe -format_whitelist mov -f mov -threads 2 ";
  static final String STRIPPED = " -map_metadata -1 -map_chapters -1 -sn -dn -fflags +bitexact";

  private Plans() {}

  static EncodeSettings settings(Engine engine) {
    return new EncodeSettings(2, 8192, 16, Duration.ofHours(4), engine);
  }

  static Engine engine(int major, Accelerator... accelerators) {
    return new Engine(
        ENCODERS, major, Optional.of(Path.of("/fonts/a:b.ttf")), List.of(accelerators));
  }

  /**
   * @param params JSON with single quotes
   * @param media of the inputs: input, more1, more2, …
   */
  static Planned plan(String operation, String params, MediaInfo... media) {
    return plan(engine(5), operation, params, media);
  }

  static Planned plan(Engine engine, String operation, String params, MediaInfo... media) {
    Map<String, Source> others = new HashMap<>();
    for (int i = 1; i < media.length; i++) {
      others.put("more" + i, new Source(Path.of("/in/more" + i), media[i], "mov"));
    }
    return new Planner(settings(engine))
        .plan(
            Wanted.parse(operation, params.replace('\'', '"')),
            new Sources(new Source(Path.of("/in/a"), media[0], "mov"), others),
            Path.of("/out"));
  }

  static Work work(String operation, String params, MediaInfo... media) {
    return work(plan(operation, params, media));
  }

  static Work work(Planned planned) {
    assertThat(planned).isInstanceOf(Work.class);
    return (Work) planned;
  }

  /** The arguments of the only run. */
  static String line(Work work) {
    assertThat(work.runs()).hasSize(1);
    return line(work, 0);
  }

  static String line(Work work, int run) {
    return String.join(" ", work.runs().get(run).arguments());
  }
}
