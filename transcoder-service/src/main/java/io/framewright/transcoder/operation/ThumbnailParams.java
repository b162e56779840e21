package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * The parameters of {@code video.thumbnail}, version 1.
 *
 * @param timestamp seconds
 * @param quality 1 to 100
 */
public record ThumbnailParams(
    double timestamp, OptionalInt width, OptionalInt height, PictureFormat format, int quality) {

  /**
   * @param json canonical JSON that is valid against the operation's schema
   */
  public static ThumbnailParams parse(String json) {
    JsonNode params = Params.read(json);
    JsonNode output = params.path("output");
    return new ThumbnailParams(
        params.path("timestamp").asDouble(1),
        Params.integer(params, "width"),
        Params.integer(params, "height"),
        Params.word(PictureFormat.class, output.path("format").asText()),
        output.path("quality").asInt(85));
  }

  /** The pictures that it writes. */
  public enum PictureFormat {
    JPEG("jpg", "image/jpeg", "jpeg_pipe"),
    PNG("png", "image/png", "png_pipe"),
    WEBP("webp", "image/webp", "webp_pipe");

    private final String ending;
    private final String contentType;
    private final String demuxer;

    PictureFormat(String ending, String contentType, String demuxer) {
      this.ending = ending;
      this.contentType = contentType;
      this.demuxer = demuxer;
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
  }
}
