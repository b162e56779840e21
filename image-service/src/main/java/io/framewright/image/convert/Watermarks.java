package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.convert.Step.Placement;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import io.framewright.platform.errors.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * Puts pictures and words on pictures.
 *
 * @param overlays the pictures by name of the task's input, their headers checked
 */
record Watermarks(Map<String, Source> overlays) {

  /** Large enough for the letters to stay sharp at most sizes; they are scaled to what is asked. */
  private static final Map<String, Object> LETTERS =
      Map.of("font", "sans bold 64", "dpi", 144, "align", "centre");

  Watermarks {
    overlays = Map.copyOf(overlays);
  }

  void image(Canvas canvas, Step.ImageMark mark) throws VipsException, InfeasibleException {
    Source overlay =
        Optional.ofNullable(overlays.get(mark.input()))
            .orElseThrow(() ->
                new InfeasibleException(
                    ErrorCode.INVALID_OPERATION,
                    "the watermark's input '%s' is not there".formatted(mark.input())));
    Size size = sizeOn(canvas.size(), overlay.upright(), mark.placement());
    VipsImage scaled =
        canvas.keep(Thumbnail.of(size, "force").take(canvas.vips(), overlay, overlay.profiles()));
    VipsImage rgb = canvas.keep(canvas.run("colourspace", scaled, Map.of("space", "srgb")));
    VipsImage mine = canvas.keep(rgb.inMemory());
    VipsImage withAlpha =
        mine.header().hasAlpha()
            ? mine
            : canvas.keep(canvas.run("bandjoin_const", mine, Map.of("c", 255)));
    put(canvas, faded(canvas, withAlpha, mark.placement().opacity()), mark.placement());
  }

  void text(Canvas canvas, Step.TextMark mark) throws VipsException {
    VipsImage letters;
    try (VipsOperation text = canvas.vips().operation("text")) {
      text.set("text", escaped(mark.text()));
      for (var argument : LETTERS.entrySet()) {
        text.set(argument.getKey(), argument.getValue());
      }
      letters = canvas.keep(text.runToImage());
    }
    Size drawn = new Size(letters.header().width(), letters.header().height());
    Size size = sizeOn(canvas.size(), drawn, mark.placement());
    VipsImage mask =
        canvas.keep(
            canvas.run(
                "resize",
                letters,
                Map.of(
                    "scale", (double) size.width() / drawn.width(),
                    "vscale", (double) size.height() / drawn.height())));
    Colour colour = mark.colour();
    VipsImage paint =
        canvas.keep(
            canvas.run(
                "linear", mask, Map.of("a", "0 0 0", "b", colour.bands(false), "uchar", true)));
    VipsImage both = canvas.keep(canvas.bands(paint, mask));
    VipsImage rgb = canvas.keep(canvas.run("copy", both, Map.of("interpretation", "srgb")));
    VipsImage inMemory = canvas.keep(rgb.inMemory());
    double opacity = mark.placement().opacity() * colour.alpha() / 255;
    put(canvas, faded(canvas, inMemory, opacity), mark.placement());
  }

  /** Pango reads markup: ours has none. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** As wide as asked, lower than the picture, and of its own aspect. */
  static Size sizeOn(Size picture, Size overlay, Placement placement) {
    double width = Math.max(1, picture.width() * placement.scale());
    double factor = Math.min(width / overlay.width(), (double) picture.height() / overlay.height());
    return new Size(
        (int) Math.max(1, Math.round(overlay.width() * factor)),
        (int) Math.max(1, Math.round(overlay.height() * factor)));
  }

  private static VipsImage faded(Canvas canvas, VipsImage overlay, double opacity)
      throws VipsException {
    return canvas.keep(
        canvas.run(
            "linear",
            overlay,
            Map.of("a", "1 1 1 %s".formatted(opacity), "b", "0 0 0 0", "uchar", true)));
  }

  private static void put(Canvas canvas, VipsImage overlay, Placement placement)
      throws VipsException {
    canvas.toRgb();
    boolean hadAlpha = canvas.hasAlpha();
    Size size = canvas.size();
    int width = overlay.header().width();
    int height = overlay.header().height();
    int left =
        inset(placement.gravity().left(size.width(), width), size.width() - width, placement);
    int top =
        inset(placement.gravity().top(size.height(), height), size.height() - height, placement);
    VipsImage layer = placement.tile() ? tiled(canvas, overlay, placement.margin()) : overlay;
    canvas.each(frame -> {
      try (VipsOperation composite = canvas.vips().operation("composite2")) {
        VipsImage done =
            composite
                .image("base", frame)
                .image("overlay", layer)
                .set("mode", "over")
                .set("x", placement.tile() ? 0 : left)
                .set("y", placement.tile() ? 0 : top)
                .runToImage();
        return hadAlpha
            ? done
            : canvas.run("extract_band", canvas.keep(done), Map.of("band", 0, "n", 3));
      }
    });
    canvas.each("cast", Map.of("format", "uchar"));
  }

  /** Away from the edge that it lies on, as far as there is room. */
  private static int inset(int at, int room, Placement placement) {
    if (room <= 0) {
      return at;
    }
    int margin = Math.min(placement.margin(), room / 2);
    return Math.clamp(at, margin, room - margin);
  }

  private static VipsImage tiled(Canvas canvas, VipsImage overlay, int margin)
      throws VipsException {
    int width = overlay.header().width() + margin;
    int height = overlay.header().height() + margin;
    VipsImage tile =
        canvas.keep(
            canvas
                .keep(
                    canvas.run(
                        "embed",
                        overlay,
                        Map.of("x", margin / 2, "y", margin / 2, "width", width, "height", height)))
                .inMemory());
    Size size = canvas.size();
    VipsImage many =
        canvas.keep(
            canvas.run(
                "replicate",
                tile,
                Map.of("across", size.width() / width + 1, "down", size.height() / height + 1)));
    try (VipsOperation extract = canvas.vips().operation("extract_area")) {
      extract.image("input", many).set("left", 0).set("top", 0);
      extract.set("width", size.width()).set("height", size.height());
      return canvas.keep(extract.runToImage());
    }
  }
}
