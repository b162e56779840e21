package io.framewright.transcoder.operation;

/** Video codecs, by their names in requests and in ffprobe's output. */
public enum VideoCodec {
  H264("h264", "libx264", 23),
  VP9("vp9", "libvpx-vp9", 33),
  NONE("none", "none", 0);

  private final String word;
  private final String encoder;
  private final int defaultCrf;

  VideoCodec(String word, String encoder, int defaultCrf) {
    this.word = word;
    this.encoder = encoder;
    this.defaultCrf = defaultCrf;
  }

  public String word() {
    return word;
  }

  /** ffmpeg's encoder. */
  public String encoder() {
    return encoder;
  }

  /** Constant rate factor where none is asked for; lower is better. */
  public int defaultCrf() {
    return defaultCrf;
  }
}
