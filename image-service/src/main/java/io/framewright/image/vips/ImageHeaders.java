package io.framewright.image.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What libvips knows about an image without its pixels, one C getter per fact. */
final class ImageHeaders {

  private static final MemorySegment PROFILE = Arena.global().allocateFrom("icc-profile-data");

  private final MethodHandle typeOf;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle bands;
  private final MethodHandle interpretation;
  private final MethodHandle hasAlpha;
  private final MethodHandle orientation;
  private final MethodHandle pages;
  private final MethodHandle pageHeight;
  private final MethodHandle xOffset;
  private final MethodHandle yOffset;

  ImageHeaders(NativeLibrary library) {
    typeOf = library.imageGetTypeof;
    width = library.imageGetter("vips_image_get_width");
    height = library.imageGetter("vips_image_get_height");
    bands = library.imageGetter("vips_image_get_bands");
    interpretation = library.imageGetter("vips_image_get_interpretation");
    hasAlpha = library.imageGetter("vips_image_hasalpha");
    orientation = library.imageGetter("vips_image_get_orientation");
    pages = library.imageGetter("vips_image_get_n_pages");
    pageHeight = library.imageGetter("vips_image_get_page_height");
    xOffset = library.imageGetter("vips_image_get_xoffset");
    yOffset = library.imageGetter("vips_image_get_yoffset");
  }

  VipsHeader of(MemorySegment image) {
    return new VipsHeader(
        get(width, image),
        get(height, image),
        get(bands, image),
        Interpretation.of(get(interpretation, image)),
        get(hasAlpha, image) != 0,
        get(orientation, image),
        get(pages, image),
        get(pageHeight, image),
        hasProfile(image));
  }

  /** Where the image's origin is within it: of a crop, left of it, and so negative. */
  int left(MemorySegment image) {
    return get(xOffset, image);
  }

  int top(MemorySegment image) {
    return get(yOffset, image);
  }

  private boolean hasProfile(MemorySegment image) {
    return Native.call(() -> (long) typeOf.invokeExact(image, PROFILE)) != 0;
  }

  private static int get(MethodHandle getter, MemorySegment image) {
    return Native.call(() -> (int) getter.invokeExact(image));
  }
}
