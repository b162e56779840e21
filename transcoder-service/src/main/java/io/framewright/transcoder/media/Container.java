package io.framewright.transcoder.media;

/** The containers that are read. Anything else is refused before ffmpeg sees it. */
public enum Container {
  /** MP4, MOV, M4A, 3GP: ISO/IEC 14496-12. */
  ISO_MEDIA("mp4", "mov", true),
  /** Matroska and WebM: RFC 9559. */
  MATROSKA("matroska", "matroska", true),
  AVI("avi", "avi", true),
  WAV("wav", "wav", true),
  FLAC("flac", "flac", true),
  FLV("flv", "flv", true),
  MPEG_PS("mpeg", "mpeg", false),
  MPEG_TS("mpegts", "mpegts", false),
  OGG("ogg", "ogg", false),
  MP3("mp3", "mp3", false);

  private final String word;
  private final String demuxer;
  private final boolean announcesDuration;

  Container(String word, String demuxer, boolean announcesDuration) {
    this.word = word;
    this.demuxer = demuxer;
    this.announcesDuration = announcesDuration;
  }

  /** Its name in metadata. */
  public String word() {
    return word;
  }

  /** ffmpeg's demuxer, the only one that may open it. */
  public String demuxer() {
    return demuxer;
  }

  /**
   * Whether its header says how long it is. For the others ffprobe's duration is an estimate from
   * the file's length, which says nothing about what is missing.
   */
  public boolean announcesDuration() {
    return announcesDuration;
  }
}
