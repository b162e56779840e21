package io.framewright.image.convert;

import io.framewright.image.convert.Encoding.Metadata;
import io.framewright.image.vips.VipsImage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which metadata goes along, by the names that libvips gives it. */
final class KeptMetadata {

  /** What belongs to the pixels and not to whoever made them: the timing of an animation. */
  private static final Set<String> ANIMATION =
      Set.of("delay", "loop", "gif-delay", "gif-loop", "n-pages", "page-height");

  private static final String XMP = "xmp-data";
  private static final Set<String> BLOCKS =
      Set.of("exif-data", "iptc-data", "icc-profile-data", "orientation");

  private KeptMetadata() {}

  static Predicate<String> of(VipsImage image, Metadata metadata) {
    if (metadata == Metadata.STRIP) {
      return ANIMATION::contains;
    }
    boolean place = metadata == Metadata.KEEP_WITH_GPS;
    boolean xmp = place || !image.block(XMP).map(KeptMetadata::namesAPlace).orElse(false);
    return name ->
        ANIMATION.contains(name)
            || BLOCKS.contains(name)
            || (xmp && name.equals(XMP))
            || (name.startsWith("exif-ifd") && (place || namesNoPlace(name)));
  }

  /**
   * Directory 3 holds the position. A maker's note may hold one too, and directory 1 belongs to the
   * preview, which shows the picture as it was.
   */
  private static boolean namesNoPlace(String name) {
    return !name.startsWith("exif-ifd3")
        && !name.startsWith("exif-ifd1")
        && !name.endsWith("-MakerNote");
  }

  /** XMP is XML in UTF-8, rarely in UTF-16. */
  private static boolean namesAPlace(byte[] xmp) {
    return Optional.of(new String(xmp, StandardCharsets.ISO_8859_1).replace("\0", ""))
        .filter(text -> text.contains("GPS"))
        .isPresent();
  }
}
