package io.framewright.image.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.VipsHeader;

/**
 * What the header of an image file says.
 *
 * @param width pixels, as stored: before any turning
 * @param height pixels of one page, as stored
 * @param bands channels, alpha included
 * @param interpretation srgb, b-w, cmyk, rgb16, …
 * @param hasProfile whether an ICC colour profile is embedded
 * @param pages frames of an animation, pages of a TIFF
 * @param orientation EXIF 1 to 8
 * @param bytes of the file
 */
public record Picture(
    ImageFormat format,
    int width,
    int height,
    int bands,
    String interpretation,
    boolean hasAlpha,
    boolean hasProfile,
    int pages,
    int orientation,
    long bytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param header read from the first page alone
   */
  static Picture of(ImageFormat format, VipsHeader header, long bytes) {
    return new Picture(
        format,
        header.width(),
        header.height(),
        header.bands(),
        header.interpretation().nickname(),
        header.hasAlpha(),
        header.hasProfile(),
        header.pages(),
        header.orientation(),
        bytes);
  }

  Size stored() {
    return new Size(width, height);
  }

  /** The technical metadata as a JSON object. */
  public String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", format.word());
    json.put("width", width);
    json.put("height", height);
    json.put("bands", bands);
    json.put("interpretation", interpretation);
    json.put("has_alpha", hasAlpha);
    json.put("has_profile", hasProfile);
    json.put("pages", pages);
    json.put("orientation", orientation);
    json.put("bytes", bytes);
    return json.toString();
  }
}
