package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The arguments of ffmpeg's video encoders. */
final class VideoEncoding {

  /**
   * More frames a second than this are a broken header or a slow-motion film; nobody plays them.
   */
  static final int MAX_FPS = 240;

  /** SVT-AV1's presets, and libaom's speeds, for x264's words. */
  private static final Map<String, Integer> SVT_PRESETS =
      Map.of(
          "ultrafast",
          12,
          "superfast",
          11,
          "veryfast",
          10,
          "faster",
          9,
          "fast",
          9,
          "medium",
          8,
          "slow",
          6,
          "slower",
          5,
          "veryslow",
          4);

  private static final Map<String, Integer> AOM_SPEEDS =
      Map.of(
          "ultrafast",
          8,
          "superfast",
          8,
          "veryfast",
          8,
          "faster",
          7,
          "fast",
          7,
          "medium",
          6,
          "slow",
          5,
          "slower",
          4,
          "veryslow",
          3);

  /** libvpx's 0 (slow) to 5 (quick). */
  private static final Map<String, Integer> VPX_SPEEDS =
      Map.of(
          "ultrafast",
          5,
          "superfast",
          5,
          "veryfast",
          5,
          "faster",
          5,
          "fast",
          5,
          "medium",
          4,
          "slow",
          3,
          "slower",
          2,
          "veryslow",
          1);

  private final TranscodeParams.Video wish;
  private final VideoCodec codec;
  private final String encoder;
  private final int threads;

  VideoEncoding(TranscodeParams.Video wish, VideoCodec codec, EncodeSettings settings) {
    this.wish = wish;
    this.codec = codec;
    this.encoder = settings.engine().oneOf(codec.encoders());
    this.threads = settings.threads();
  }

  /** Whether this encoder can go through the film twice. */
  boolean canDoTwoPasses() {
    return !encoder.equals("libsvtav1");
  }

  /** One pass that makes the result. */
  List<String> arguments(int width) {
    List<String> arguments = new ArrayList<>(List.of("-c:v", encoder));
    arguments.addAll(own(width));
    arguments.addAll(List.of("-threads:v", Integer.toString(threads)));
    return arguments;
  }

  /**
   * One of two passes.
   *
   * @param notes where the first leaves what the second reads
   */
  List<String> pass(int number, int width, String notes) {
    List<String> arguments = new ArrayList<>(arguments(width));
    if (codec == VideoCodec.H265) {
      int at = arguments.indexOf("-x265-params");
      arguments.set(
          at + 1,
          "%s:pass=%d:stats=%s"
              .formatted(arguments.get(at + 1), number, notes.replace(":", "\\:")));
    } else {
      arguments.addAll(List.of("-pass", Integer.toString(number), "-passlogfile", notes));
    }
    return arguments;
  }

  private List<String> own(int width) {
    return switch (encoder) {
      case "libx264" -> Arguments.of(List.of("-preset", wish.preset()), quality("-crf"));
      case "libx265" ->
          Arguments.of(
              List.of("-preset", wish.preset()),
              quality("-crf"),
              List.of("-x265-params", "log-level=warning:pools=" + threads));
      case "libvpx" ->
          Arguments.of(vpxQuality(), List.of("-deadline", "good", "-cpu-used", speed(VPX_SPEEDS)));
      case "libvpx-vp9" ->
          Arguments.of(
              vpxQuality(),
              List.of("-deadline", "good", "-cpu-used", speed(VPX_SPEEDS), "-row-mt", "1"),
              List.of("-tile-columns", Integer.toString(tileColumns(width))));
      case "libsvtav1" -> Arguments.of(List.of("-preset", speed(SVT_PRESETS)), quality("-crf"));
      case "libaom-av1" ->
          Arguments.of(vpxQuality(), List.of("-cpu-used", speed(AOM_SPEEDS), "-row-mt", "1"));
      default -> throw new IllegalStateException("no arguments for the encoder " + encoder);
    };
  }

  private List<String> quality(String option) {
    return wish.kilobits().isPresent()
        ? rate(wish.kilobits())
        : List.of(option, Integer.toString(wish.crf().orElse(codec.defaultCrf())));
  }

  /**
   * A constant quality needs the bit rate 0 said aloud; VP8 takes the rate as its upper limit and
   * knows no 0.
   */
  private List<String> vpxQuality() {
    if (wish.kilobits().isPresent()) {
      return rate(wish.kilobits());
    }
    String crf = Integer.toString(wish.crf().orElse(codec.defaultCrf()));
    return List.of("-b:v", codec == VideoCodec.VP8 ? "50M" : "0", "-crf", crf);
  }

  private static List<String> rate(OptionalInt kilobits) {
    return List.of("-b:v", kilobits.getAsInt() + "k");
  }

  private String speed(Map<String, Integer> speeds) {
    return Integer.toString(speeds.getOrDefault(wish.preset(), 0));
  }

  /** Two to the power of this many columns are coded side by side, each 256 pixels at least. */
  private static int tileColumns(int width) {
    return width >= 2048 ? 3 : width >= 1024 ? 2 : width >= 512 ? 1 : 0;
  }
}
