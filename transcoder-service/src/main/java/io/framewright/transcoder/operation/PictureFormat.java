package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;

/** The still pictures that are written. */
public enum PictureFormat {
  JPEG("jpg", "image/jpeg", "jpeg_pipe", "mjpeg"),
  PNG("png", "image/png", "png_pipe", "png"),
  WEBP("webp", "image/webp", "webp_pipe", "webp");

  private static final int USUAL_QUALITY = 85;

  private final String ending;
  private final String contentType;
  private final String demuxer;
  private final String codec;

  PictureFormat(String ending, String contentType, String demuxer, String codec) {
    this.ending = ending;
    this.contentType = contentType;
    this.demuxer = demuxer;
    this.codec = codec;
  }

  /**
   * What is asked for.
   *
   * @param quality 1 to 100
   */
  public record Wish(PictureFormat format, int quality) {

    static Wish of(JsonNode params) {
      JsonNode output = params.path("output");
      return new Wish(
          Params.word(PictureFormat.class, output.path("format").asText()),
          output.path("quality").asInt(USUAL_QUALITY));
    }
  }

  /** Of the file name, without the dot. */
  public String ending() {
    return ending;
  }

  public String contentType() {
    return contentType;
  }

  /** The name of ffmpeg's demuxer that reads it back. */
  public String demuxer() {
    return demuxer;
  }

  /** Its name in ffprobe's output. */
  public String codec() {
    return codec;
  }
}
