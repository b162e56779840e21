package io.framewright.transcoder.operation;

import java.util.List;
import java.util.Locale;

/** Video codecs, by their names in requests. */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum VideoCodec {
  H264("h264", List.of("libx264"), 23, 51),
  H265("hevc", List.of("libx265"), 28, 51),
  VP8("vp8", List.of("libvpx"), 10, 63),
  VP9("vp9", List.of("libvpx-vp9"), 33, 63),
  AV1("av1", List.of("libsvtav1", "libaom-av1"), 35, 63);

  private final String probed;
  private final List<String> encoders;
  private final int defaultCrf;
  private final int maxCrf;

  VideoCodec(String probed, List<String> encoders, int defaultCrf, int maxCrf) {
    this.probed = probed;
    this.encoders = encoders;
    this.defaultCrf = defaultCrf;
    this.maxCrf = maxCrf;
  }

  /** Its name in requests. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in ffprobe's output. */
  public String probed() {
    return probed;
  }

  /** ffmpeg's encoders, the best one first. */
  public List<String> encoders() {
    return encoders;
  }

  /** Constant rate factor where none is asked for; lower is better. */
  public int defaultCrf() {
    return defaultCrf;
  }

  /** The worst constant rate factor that its encoders take. */
  public int maxCrf() {
    return maxCrf;
  }

  /** Whether its encoders write {@code pixels}, ffmpeg's name of a pixel format. */
  public boolean takes(String pixels) {
    return switch (this) {
      case H264, H265, VP9 -> true;
      case VP8 -> pixels.equals("yuv420p");
      case AV1 -> pixels.equals("yuv420p") || pixels.equals("yuv420p10le");
    };
  }
}
