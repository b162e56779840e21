package io.framewright.gateway.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be made. */
public enum OutputFormat {
  JPEG(Family.IMAGE, "jpeg", "jpg", "jpg"),
  PNG(Family.IMAGE, "png", "png", "png"),
  WEBP(Family.IMAGE, "webp", "webp", "webp"),
  AVIF(Family.IMAGE, "avif", "avif", "avif"),
  GIF(Family.IMAGE, "gif", "gif", "gif"),
  TIFF(Family.IMAGE, "tiff", "tiff", "tif"),
  BMP(Family.IMAGE, "bmp", "bmp", "bmp"),
  JXL(Family.IMAGE, "jxl", "jxl", "jxl"),
  /** The picture decides. */
  AUTO(Family.IMAGE, "auto", "auto", "auto"),
  MP4(Family.VIDEO, "mp4", "mp4", "mp4"),
  WEBM(Family.VIDEO, "webm", "webm", "webm"),
  MOV(Family.VIDEO, "mov", "mov", "mov"),
  MKV(Family.VIDEO, "mkv", "mkv", "mkv"),
  AVI(Family.VIDEO, "avi", "avi", "avi"),
  MP3(Family.AUDIO, "mp3", "mp3", "mp3"),
  M4A(Family.AUDIO, "m4a", "m4a", "m4a"),
  OGG(Family.AUDIO, "ogg", "ogg", "oga"),
  OPUS(Family.AUDIO, "opus", "opus", "opus"),
  FLAC(Family.AUDIO, "flac", "flac", "flac"),
  WAV(Family.AUDIO, "wav", "wav", "wav"),
  AC3(Family.AUDIO, "ac3", "ac3", "ac3");

  /** What the format holds. */
  public enum Family {
    IMAGE,
    VIDEO,
    AUDIO
  }

  private final Family family;
  private final String id;
  private final String extension;
  private final String alias;

  OutputFormat(Family family, String id, String extension, String alias) {
    this.family = family;
    this.id = id;
    this.extension = extension;
    this.alias = alias;
  }

  public Family family() {
    return family;
  }

  /** As operation schemas name it: jpeg. */
  public String id() {
    return id;
  }

  /** As output names end: jpg. */
  public String extension() {
    return extension;
  }

  /** A format by name or file ending, in any case, with or without a dot before it. */
  public static Optional<OutputFormat> named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    return Arrays.stream(values())
        .filter(format -> format.id.equals(plain) || format.alias.equals(plain))
        .findFirst();
  }

  /** The names of all formats. */
  public static List<String> names() {
    return Arrays.stream(values()).map(OutputFormat::id).toList();
  }
}
