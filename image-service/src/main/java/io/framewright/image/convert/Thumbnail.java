package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.Interpretation;
import io.framewright.image.vips.Vips;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.util.Map;

/**
 * A picture decoded, scaled, turned upright and brought to sRGB, in one operation where libvips can
 * do that: then the decoders of JPEG and WebP shrink while they read.
 *
 * @param box what it is scaled to
 * @param size "force" fills the box, "down" fits into it and never grows
 * @param upright whether the EXIF orientation is followed
 * @param failOn what a decoder gives up on
 * @param animated whether all frames are taken, one below the other
 */
record Thumbnail(Size box, String size, boolean upright, String failOn, boolean animated) {

  /** The first page, upright; anything that is cut off fails. */
  static Thumbnail of(Size box, String size) {
    return new Thumbnail(box, size, true, "truncated", false);
  }

  /**
   * The pixels; to be closed.
   *
   * @param profiles {@link Source#profiles}, or nothing to leave the numbers as they are
   */
  VipsImage take(Vips vips, Source source, Map<String, String> profiles) throws VipsException {
    return inkWithProfile(source) && !profiles.isEmpty()
        ? ofInk(vips, source)
        : atOnce(vips, source, profiles);
  }

  private static boolean inkWithProfile(Source source) {
    return source.picture().hasProfile()
        && source.picture().interpretation().equals(Interpretation.CMYK.nickname());
  }

  private VipsImage atOnce(Vips vips, Source source, Map<String, String> profiles)
      throws VipsException {
    String all = animated ? ",n=-1" : "";
    try (VipsOperation thumbnail = vips.operation("thumbnail_buffer")) {
      return scaled(thumbnail.buffer(source.content()))
          // The operation's own fail_on is ignored; its loader takes it this way.
          .set("option_string", "[fail-on=%s%s]".formatted(failOn, all))
          .setAll(profiles)
          .runToImage();
    }
  }

  /**
   * libvips 8.14 brings ink to sRGB by a profile of their own before it looks at the picture's. So
   * the picture's is used first, by itself.
   */
  private VipsImage ofInk(Vips vips, Source source) throws VipsException {
    try (VipsOperation load = vips.operation(source.picture().format().loader());
        VipsImage ink = load.buffer(source.content()).set("fail_on", failOn).runToImage();
        VipsOperation transform = vips.operation("icc_transform");
        VipsImage light =
            transform
                .in(ink)
                .set("output_profile", Source.LIGHT)
                .set("input_profile", Source.INK)
                .set("embedded", true)
                .runToImage();
        VipsOperation thumbnail = vips.operation("thumbnail_image")) {
      return scaled(thumbnail.in(light)).runToImage();
    }
  }

  private VipsOperation scaled(VipsOperation thumbnail) throws VipsException {
    return thumbnail
        .set("width", box.width())
        .set("height", box.height())
        .set("size", size)
        .set("no_rotate", !upright);
  }
}
