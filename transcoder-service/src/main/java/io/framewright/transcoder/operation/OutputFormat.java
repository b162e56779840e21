package io.framewright.transcoder.operation;

/** The containers that {@code video.transcode} writes. */
public enum OutputFormat {
  MP4("mp4", "video/mp4", "audio/mp4", "mov", VideoCodec.H264, AudioCodec.AAC),
  WEBM("webm", "video/webm", "audio/webm", "matroska", VideoCodec.VP9, AudioCodec.OPUS),
  /** Sound only: its video codec is never used. */
  MP3("mp3", "audio/mpeg", "audio/mpeg", "mp3", VideoCodec.NONE, AudioCodec.MP3);

  private final String word;
  private final String videoType;
  private final String audioType;
  private final String demuxer;
  private final VideoCodec video;
  private final AudioCodec audio;

  OutputFormat(
      String word,
      String videoType,
      String audioType,
      String demuxer,
      VideoCodec video,
      AudioCodec audio) {
    this.word = word;
    this.videoType = videoType;
    this.audioType = audioType;
    this.demuxer = demuxer;
    this.video = video;
    this.audio = audio;
  }

  /** The format's name in requests, which is also the file name's ending and ffmpeg's muxer. */
  public String word() {
    return word;
  }

  public String contentType(boolean hasVideo) {
    return hasVideo ? videoType : audioType;
  }

  /** The name of ffmpeg's demuxer that reads it back. */
  public String demuxer() {
    return demuxer;
  }

  /** The one video codec that goes into it. */
  public VideoCodec videoCodec() {
    return video;
  }

  /** The one audio codec that goes into it. */
  public AudioCodec audioCodec() {
    return audio;
  }

  public boolean holdsVideo() {
    return video != VideoCodec.NONE;
  }
}
