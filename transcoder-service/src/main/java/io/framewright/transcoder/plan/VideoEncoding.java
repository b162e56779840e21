package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.TranscodeParams;
import io.framewright.transcoder.operation.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** The arguments of ffmpeg's video encoders. */
final class VideoEncoding {

  /**
   * More frames a second than this are a broken header or a slow-motion film; nobody plays them.
   */
  static final int MAX_FPS = 240;

  /**
   * x264's words, and what stands for the like of them elsewhere.
   *
   * @param svt SVT-AV1's preset
   * @param aom libaom's speed
   * @param vpx libvpx's speed, 0 (slow) to 5 (quick)
   */
  private record Pace(int svt, int aom, int vpx) {

    static Pace of(String preset) {
      return switch (preset) {
        case "ultrafast" -> new Pace(12, 8, 5);
        case "superfast" -> new Pace(11, 8, 5);
        case "veryfast" -> new Pace(10, 8, 5);
        case "faster" -> new Pace(9, 7, 5);
        case "fast" -> new Pace(9, 7, 5);
        case "medium" -> new Pace(8, 6, 4);
        case "slow" -> new Pace(6, 5, 3);
        case "slower" -> new Pace(5, 4, 2);
        case "veryslow" -> new Pace(4, 3, 1);
        default -> throw new IllegalArgumentException("no preset '%s'".formatted(preset));
      };
    }
  }

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
          Arguments.of(vpxQuality(), List.of("-deadline", "good", "-cpu-used", speed(Pace::vpx)));
      case "libvpx-vp9" ->
          Arguments.of(
              vpxQuality(),
              List.of("-deadline", "good", "-cpu-used", speed(Pace::vpx), "-row-mt", "1"),
              List.of("-tile-columns", Integer.toString(tileColumns(width))));
      case "libsvtav1" -> Arguments.of(List.of("-preset", speed(Pace::svt)), quality("-crf"));
      case "libaom-av1" ->
          Arguments.of(vpxQuality(), List.of("-cpu-used", speed(Pace::aom), "-row-mt", "1"));
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

  private String speed(ToIntFunction<Pace> of) {
    return Integer.toString(of.applyAsInt(Pace.of(wish.preset())));
  }

  /** Two to the power of this many columns are coded side by side, each 256 pixels at least. */
  private static int tileColumns(int width) {
    return width >= 2048 ? 3 : width >= 1024 ? 2 : width >= 512 ? 1 : 0;
  }
}
