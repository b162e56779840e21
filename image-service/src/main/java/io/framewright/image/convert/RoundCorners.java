package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** Makes the corners of a picture transparent, along a quarter of a circle. */
final class RoundCorners {

  private RoundCorners() {}

  static void cutOff(Canvas canvas, Step.RoundCorners corners) throws VipsException {
    Size size = canvas.size();
    int shorter = Math.min(size.width(), size.height());
    double asked = corners.percent() ? shorter * corners.radius() / 100 : corners.radius();
    int radius = (int) Math.round(Math.min(asked, shorter / 2.0));
    if (radius < 1) {
      return;
    }
    canvas.toRgb();
    VipsImage mask = mask(canvas, size, radius);
    if (!canvas.hasAlpha()) {
      canvas.each(frame -> canvas.bands(frame, mask));
      return;
    }
    int bands = canvas.first().header().bands();
    canvas.each(frame -> {
      VipsImage colours =
          canvas.keep(canvas.run("extract_band", frame, Map.of("band", 0, "n", bands - 1)));
      VipsImage alpha = canvas.keep(canvas.run("extract_band", frame, Map.of("band", bands - 1)));
      VipsImage both = canvas.keep(multiplied(canvas, alpha, mask));
      return canvas.bands(colours, both);
    });
  }

  private static VipsImage multiplied(Canvas canvas, VipsImage alpha, VipsImage mask)
      throws VipsException {
    try (VipsOperation multiply = canvas.vips().operation("multiply")) {
      VipsImage product =
          canvas.keep(multiply.image("left", alpha).image("right", mask).runToImage());
      String factor = String.valueOf(1 / 255.0);
      return canvas.run("linear", product, Map.of("a", factor, "b", "0", "uchar", true));
    }
  }

  /** One band: 255 within, 0 without, and between on the edge. */
  private static VipsImage mask(Canvas canvas, Size size, int radius) throws VipsException {
    VipsImage mask = canvas.keep(full(canvas, size));
    for (boolean right : new boolean[] {false, true}) {
      for (boolean bottom : new boolean[] {false, true}) {
        try (VipsOperation insert = canvas.vips().operation("insert")) {
          mask =
              canvas.keep(
                  insert
                      .image("main", mask)
                      .image("sub", corner(canvas, radius, right, bottom))
                      .set("x", right ? size.width() - radius : 0)
                      .set("y", bottom ? size.height() - radius : 0)
                      .runToImage());
        }
      }
    }
    return mask;
  }

  private static VipsImage full(Canvas canvas, Size size) throws VipsException {
    try (VipsOperation black = canvas.vips().operation("black")) {
      black.set("width", size.width()).set("height", size.height());
      VipsImage empty = canvas.keep(black.runToImage());
      return canvas.run("linear", empty, Map.of("a", "0", "b", "255", "uchar", true));
    }
  }

  private static VipsImage corner(Canvas canvas, int radius, boolean right, boolean bottom)
      throws VipsException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocate((long) radius * radius);
      for (int y = 0; y < radius; y++) {
        for (int x = 0; x < radius; x++) {
          double across = right ? x + 0.5 : radius - x - 0.5;
          double down = bottom ? y + 0.5 : radius - y - 0.5;
          double inside = radius - Math.hypot(across, down) + 0.5;
          byte value = (byte) Math.round(255 * Math.clamp(inside, 0, 1));
          pixels.set(ValueLayout.JAVA_BYTE, (long) y * radius + x, value);
        }
      }
      return canvas.keep(canvas.vips().image(pixels, radius, radius, 1));
    }
  }
}
