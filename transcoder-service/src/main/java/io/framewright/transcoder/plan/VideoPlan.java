package io.framewright.transcoder.plan;

import io.framewright.transcoder.media.MediaInfo.Video;
import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.VideoCodec;
import io.framewright.transcoder.plan.Planned.Picture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the video stream is written. */
record VideoPlan(List<String> arguments, Picture picture, List<String> warnings) {

  /**
   * More frames a second than this are a broken header or a slow-motion film; nobody plays them.
   */
  private static final int MAX_FPS = 240;

  private static final Set<String> HDR_TRANSFERS = Set.of("smpte2084", "arib-std-b67");

  static VideoPlan of(TranscodeParams params, Video source, int threads) {
    VideoCodec codec = params.format().videoCodec();
    PictureSize size = PictureSize.shown(source);
    boolean resized = false;
    for (Step step : params.steps()) {
      if (step instanceof Step.Resize resize) {
        size = size.resized(resize);
        resized = true;
      }
    }
    Picture picture = new Picture(codec.word(), size.evenWidth(), size.evenHeight());
    List<String> arguments = new ArrayList<>(List.of("-map", "0:" + source.index()));
    arguments.addAll(List.of("-vf", filters(params, source, picture, resized)));
    arguments.addAll(frameRate(params));
    arguments.addAll(encoder(params, codec, picture, threads));
    return new VideoPlan(arguments, picture, warnings(params, source));
  }

  /** ffmpeg has turned the picture upright before the first filter sees it. */
  private static String filters(
      TranscodeParams params, Video source, Picture picture, boolean resized) {
    List<String> filters = new ArrayList<>();
    boolean square = Math.abs(source.sampleAspect() - 1) < 1e-6;
    if (params.fps().isPresent()) {
      filters.add("fps=" + plain(params.fps().getAsDouble()));
    } else if (source.fps().orElse(0) > MAX_FPS) {
      filters.add("fps=" + MAX_FPS);
    }
    if (resized || !square) {
      filters.add("scale=%d:%d".formatted(picture.width(), picture.height()));
    } else if (source.width() % 2 != 0 || source.height() % 2 != 0) {
      filters.add("crop=%d:%d:0:0".formatted(picture.width(), picture.height()));
    }
    filters.add("setsar=1");
    filters.add("format=yuv420p");
    return String.join(",", filters);
  }

  /** Without a wish, frames keep their own times: phones film at a varying rate. */
  private static List<String> frameRate(TranscodeParams params) {
    return List.of("-fps_mode", params.fps().isPresent() ? "cfr" : "vfr");
  }

  private static List<String> encoder(
      TranscodeParams params, VideoCodec codec, Picture picture, int threads) {
    List<String> arguments = new ArrayList<>(List.of("-c:v", codec.encoder()));
    String crf = Integer.toString(params.crf().orElse(codec.defaultCrf()));
    arguments.addAll(
        switch (codec) {
          case H264 -> List.of("-preset", params.preset(), "-crf", crf, "-pix_fmt", "yuv420p");
          case VP9 ->
              List.of(
                  "-b:v",
                  "0",
                  "-crf",
                  crf,
                  "-deadline",
                  "good",
                  "-cpu-used",
                  vp9Speed(params.preset()),
                  "-row-mt",
                  "1",
                  "-tile-columns",
                  Integer.toString(tileColumns(picture.width())),
                  "-pix_fmt",
                  "yuv420p");
          case NONE -> throw new IllegalStateException("a format without video has no encoder");
        });
    arguments.addAll(List.of("-threads:v", Integer.toString(threads)));
    return arguments;
  }

  /** libvpx's 0 (slow) to 5 (quick) for x264's words. */
  private static String vp9Speed(String preset) {
    return switch (preset) {
      case "veryslow" -> "1";
      case "slower" -> "2";
      case "slow" -> "3";
      case "medium" -> "4";
      default -> "5";
    };
  }

  /** Two to the power of this many columns are coded side by side, each 256 pixels at least. */
  private static int tileColumns(int width) {
    return width >= 2048 ? 3 : width >= 1024 ? 2 : width >= 512 ? 1 : 0;
  }

  private static List<String> warnings(TranscodeParams params, Video source) {
    List<String> warnings = new ArrayList<>();
    if (source.transfer().filter(HDR_TRANSFERS::contains).isPresent()) {
      warnings.add("the input is HDR: it is written as SDR without tone mapping");
    }
    if (params.fps().isEmpty() && source.fps().orElse(0) > MAX_FPS) {
      warnings.add(
          "the input has %.0f frames a second: the result has %d"
              .formatted(source.fps().orElseThrow(), MAX_FPS));
    }
    return warnings;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
