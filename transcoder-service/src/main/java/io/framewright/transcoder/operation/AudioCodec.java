package io.framewright.transcoder.operation;

/** Audio codecs, by their names in requests and in ffprobe's output. */
public enum AudioCodec {
  AAC("aac", "aac", 8, 256),
  OPUS("opus", "libopus", 8, 256),
  MP3("mp3", "libmp3lame", 2, 160);

  private final String word;
  private final String encoder;
  private final int maxChannels;
  private final int maxKilobitsPerChannel;

  AudioCodec(String word, String encoder, int maxChannels, int maxKilobitsPerChannel) {
    this.word = word;
    this.encoder = encoder;
    this.maxChannels = maxChannels;
    this.maxKilobitsPerChannel = maxKilobitsPerChannel;
  }

  public String word() {
    return word;
  }

  /** ffmpeg's encoder. */
  public String encoder() {
    return encoder;
  }

  public int maxChannels() {
    return maxChannels;
  }

  /** The most that the encoder takes, in kbit/s. */
  public int maxKilobits(int channels) {
    return this == MP3 ? 320 : maxKilobitsPerChannel * channels;
  }

  /** What is good without being asked for, in kbit/s. */
  public int defaultKilobits(int channels) {
    return switch (this) {
      case AAC -> channels == 1 ? 96 : 64 * channels;
      case OPUS -> channels == 1 ? 64 : 48 * channels;
      case MP3 -> 96 * channels;
    };
  }
}
