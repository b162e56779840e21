package io.framewright.platform.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The containers for film and sound, and which codecs go into each. The gateway refuses by this
 * table, workers write by it.
 */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum MediaContainer {
  MP4(List.of("h264", "h265"), List.of("aac", "mp3")),
  MOV(List.of("h264", "h265"), List.of("aac")),
  MKV(List.of("h264", "h265", "vp8", "vp9", "av1"), List.of("aac", "ac3", "opus", "flac")),
  WEBM(List.of("vp9", "vp8", "av1"), List.of("opus", "vorbis")),
  AVI(List.of("h264"), List.of("mp3", "ac3")),
  MP3(List.of(), List.of("mp3")),
  M4A(List.of(), List.of("aac")),
  OGG(List.of(), List.of("vorbis", "opus", "flac")),
  OPUS(List.of(), List.of("opus")),
  FLAC(List.of(), List.of("flac")),
  WAV(List.of(), List.of("pcm")),
  AC3(List.of(), List.of("ac3"));

  /** The streams of the input as they are. */
  public static final String COPY = "copy";

  /** No such stream. */
  public static final String NONE = "none";

  private final List<String> video;
  private final List<String> audio;

  MediaContainer(List<String> video, List<String> audio) {
    this.video = video;
    this.audio = audio;
  }

  /** The container that requests call {@code word}. */
  public static Optional<MediaContainer> named(String word) {
    return Arrays.stream(values())
        .filter(container -> container.name().equalsIgnoreCase(word))
        .findFirst();
  }

  /** Video codecs, the default first; empty for a container of sound alone. */
  public List<String> videoCodecs() {
    return video;
  }

  /** Audio codecs, the default first. */
  public List<String> audioCodecs() {
    return audio;
  }

  public boolean holdsVideo() {
    return !video.isEmpty();
  }
}
