package io.framewright.image.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.VipsHeader;
import io.framewright.image.vips.VipsImage;
import java.util.Arrays;

/**
 * What the header of an image file says.
 *
 * @param width pixels, as stored: before any turning
 * @param height pixels of one page, as stored
 * @param bands channels, alpha included
 * @param interpretation srgb, b-w, cmyk, rgb16, …
 * @param hasProfile whether an ICC colour profile is embedded
 * @param pages frames of an animation, pages of a TIFF
 * @param millis that an animation takes; 0 for a still
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
    long millis,
    int orientation,
    long bytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param image read from the first page alone
   */
  static Picture of(ImageFormat format, VipsImage image, long bytes) {
    VipsHeader header = image.header();
    return new Picture(
        format,
        header.width(),
        header.height(),
        header.bands(),
        header.interpretation().nickname(),
        header.hasAlpha(),
        header.hasProfile(),
        header.pages(),
        header.pages() > 1 ? millis(image) : 0,
        header.orientation(),
        bytes);
  }

  /** libvips knows each frame's time before it sees any. */
  private static long millis(VipsImage image) {
    return Arrays.stream(image.text("delay").orElse("").strip().split("\\s+", -1))
        .filter(delay -> delay.matches("\\d{1,9}"))
        .mapToLong(Long::parseLong)
        .sum();
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
    if (millis > 0) {
      json.put("duration_ms", millis);
    }
    json.put("orientation", orientation);
    json.put("bytes", bytes);
    return json.toString();
  }
}
