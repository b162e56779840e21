package io.framewright.transcoder.operation;

import java.util.List;
import java.util.Locale;

/** Audio codecs, by their names in requests. */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum AudioCodec {
  AAC("aac", List.of("aac"), 8, 256),
  MP3("mp3", List.of("libmp3lame"), 2, 160),
  OPUS("opus", List.of("libopus"), 8, 256),
  VORBIS("vorbis", List.of("libvorbis", "vorbis"), 8, 240),
  FLAC("flac", List.of("flac"), 8, 0),
  AC3("ac3", List.of("ac3"), 6, 320),
  PCM("pcm_s16le", List.of("pcm_s16le"), 8, 0);

  private final String probed;
  private final List<String> encoders;
  private final int maxChannels;
  private final int maxKilobitsPerChannel;

  AudioCodec(String probed, List<String> encoders, int maxChannels, int maxKilobitsPerChannel) {
    this.probed = probed;
    this.encoders = encoders;
    this.maxChannels = maxChannels;
    this.maxKilobitsPerChannel = maxKilobitsPerChannel;
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

  public int maxChannels() {
    return maxChannels;
  }

  /** Whether nothing is lost, and so no bit rate can be asked for. */
  public boolean lossless() {
    return maxKilobitsPerChannel == 0;
  }

  /** The most that the encoder takes, in kbit/s. */
  public int maxKilobits(int channels) {
    return switch (this) {
      case MP3 -> 320;
      case AC3 -> 640;
      case AAC, OPUS, VORBIS, FLAC, PCM -> maxKilobitsPerChannel * channels;
    };
  }

  /** What is good without being asked for, in kbit/s. */
  public int defaultKilobits(int channels) {
    return switch (this) {
      case AAC, VORBIS -> channels == 1 ? 96 : 64 * channels;
      case OPUS -> channels == 1 ? 64 : 48 * channels;
      case MP3, AC3 -> 96 * channels;
      case FLAC, PCM -> 0;
    };
  }

  /** Samples a second that it can be written with; empty for any. */
  public List<Integer> sampleRates() {
    return switch (this) {
      case OPUS -> List.of(48_000, 24_000, 16_000, 12_000, 8_000);
      case MP3 -> List.of(48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000);
      case AC3 -> List.of(48_000, 44_100, 32_000);
      case AAC, VORBIS, FLAC, PCM -> List.of();
    };
  }
}
