package io.framewright.transcoder.operation;

import io.framewright.platform.operations.MediaContainer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The containers that {@code video.transcode} writes. */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum OutputFormat {
  MP4("mp4", "mov", "video/mp4", "audio/mp4", Set.of("av1", "vp9", "mpeg4", "ac3", "alac")),
  MOV("mov", "mov", "video/quicktime", "audio/mp4", Set.of("mpeg4", "prores", "mjpeg", "alac")),
  MKV("matroska", "matroska", "video/x-matroska", "audio/x-matroska", Set.of()),
  WEBM("webm", "matroska", "video/webm", "audio/webm", Set.of()),
  AVI("avi", "avi", "video/x-msvideo", "audio/x-msvideo", Set.of("mpeg4", "mjpeg", "mp2")),
  MP3("mp3", "mp3", "audio/mpeg", "audio/mpeg", Set.of()),
  M4A("ipod", "mov", "audio/mp4", "audio/mp4", Set.of("alac")),
  OGG("ogg", "ogg", "audio/ogg", "audio/ogg", Set.of()),
  OPUS("opus", "ogg", "audio/ogg", "audio/ogg", Set.of()),
  FLAC("flac", "flac", "audio/flac", "audio/flac", Set.of()),
  WAV("wav", "wav", "audio/wav", "audio/wav", Set.of()),
  AC3("ac3", "ac3", "audio/ac3", "audio/ac3", Set.of());

  private final String muxer;
  private final String demuxer;
  private final String videoType;
  private final String audioType;
  private final Set<String> alsoCopied;

  OutputFormat(
      String muxer, String demuxer, String videoType, String audioType, Set<String> alsoCopied) {
    this.muxer = muxer;
    this.demuxer = demuxer;
    this.videoType = videoType;
    this.audioType = audioType;
    this.alsoCopied = alsoCopied;
  }

  /** The format's name in requests, which is also the file name's ending. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String muxer() {
    return muxer;
  }

  /** The name of ffmpeg's demuxer that reads it back. */
  public String demuxer() {
    return demuxer;
  }

  public String contentType(boolean hasVideo) {
    return hasVideo ? videoType : audioType;
  }

  public boolean holdsVideo() {
    return container().holdsVideo();
  }

  /** The video codecs that are written into it, the default first. */
  public List<VideoCodec> videoCodecs() {
    return container().videoCodecs().stream()
        .map(word -> Params.word(VideoCodec.class, word))
        .toList();
  }

  /** The audio codecs that are written into it, the default first. */
  public List<AudioCodec> audioCodecs() {
    return container().audioCodecs().stream()
        .map(word -> Params.word(AudioCodec.class, word))
        .toList();
  }

  /** Whether a stream that ffprobe calls {@code codec} goes into it as it is. */
  public boolean takesCopyOf(String codec) {
    return this == MKV
        || alsoCopied.contains(codec)
        || Stream.concat(
                videoCodecs().stream().map(VideoCodec::probed),
                audioCodecs().stream().map(AudioCodec::probed))
            .anyMatch(codec::equals);
  }

  /** Whether it keeps its index at the front if asked to. */
  public boolean hasFaststart() {
    return muxer.equals("mp4") || muxer.equals("mov") || muxer.equals("ipod");
  }

  private MediaContainer container() {
    return MediaContainer.valueOf(name());
  }
}
