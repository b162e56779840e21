package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Interpretation;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * A picture that was looked at and not yet decoded.
 *
 * @param content what libvips decodes: the file itself, or our own TIFF of what it cannot read
 */
record Source(Picture picture, MemorySegment content) {

  /** What libvips calls its own profiles: of screens, and of ink where a picture embeds none. */
  static final String LIGHT = "srgb";

  static final String INK = "cmyk";

  /**
   * How its colours come to sRGB, as arguments of a thumbnail. Untagged pictures are sRGB already;
   * a tour through a profile would only shift them.
   */
  Map<String, String> profiles() {
    if (picture.interpretation().equals(Interpretation.CMYK.nickname())) {
      // import_profile is for pictures that embed none.
      return Map.of("export_profile", LIGHT, "import_profile", INK);
    }
    return picture.hasProfile() ? Map.of("export_profile", LIGHT) : Map.of();
  }

  /** Its size when it stands as its EXIF orientation says. */
  Size upright() {
    return Geometry.upright(picture.stored(), picture.orientation());
  }
}
