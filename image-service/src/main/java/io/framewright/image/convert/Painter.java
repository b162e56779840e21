package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.vips.VipsException;
import io.framewright.image.vips.VipsImage;
import io.framewright.image.vips.VipsOperation;
import java.util.Map;

/** Does steps to a canvas. */
final class Painter {

  /** From here a blur looks back further than a decoder that reads from the top remembers. */
  private static final double WIDE_BLUR = 3;

  private final Canvas canvas;
  private final Sizes sizes;
  private final Watermarks watermarks;

  Painter(Canvas canvas, Sizes sizes, Watermarks watermarks) {
    this.canvas = canvas;
    this.sizes = sizes;
    this.watermarks = watermarks;
  }

  /**
   * @param number of the step, from 1
   * @throws InfeasibleException if the step does not fit the picture as it is by now
   */
  void paint(Step step, int number) throws VipsException, InfeasibleException {
    Size size = sizes.after(step, number, canvas.size());
    switch (step) {
      case Step.Resize resize -> resize(resize);
      case Step.CropArea(var left, var top, _, _) -> canvas.cut(left, top, size);
      case Step.CropSize(_, _, var gravity) -> crop(size, gravity);
      case Step.CropAspect(_, _, var gravity) -> crop(size, gravity);
      case Step.Rotate rotate -> rotate(rotate);
      case Step.Flip flip -> flip(flip);
      case Step.ImageMark mark -> watermarks.image(canvas, mark);
      case Step.TextMark mark -> watermarks.text(canvas, mark);
      case Step.Blur(var sigma) -> blur(sigma);
      case Step.Sharpen(var sigma, var amount) ->
          canvas.each("sharpen", Map.of("sigma", sigma, "m2", amount));
      case Step.Adjust adjust -> adjust(adjust);
      case Step.Grayscale _ -> canvas.each("colourspace", Map.of("space", "b-w"));
      case Step.Flatten(var background) -> flatten(background);
      case Step.Pad pad -> embed(pad.left(), pad.top(), size, pad.background());
      case Step.PadTo(_, _, var gravity, var background) ->
          embed(
              gravity.left(size.width(), canvas.size().width()),
              gravity.top(size.height(), canvas.size().height()),
              size,
              background);
      case Step.Trim(var threshold) -> trim(threshold);
      case Step.RoundCorners corners -> RoundCorners.cutOff(canvas, corners);
    }
  }

  private void resize(Step.Resize resize) throws VipsException {
    Scaling scaling = Geometry.scaling(canvas.size(), resize);
    Size scaled = scaling.scaled();
    if (!scaled.equals(canvas.size())) {
      canvas.each(
          "thumbnail_image",
          Map.of(
              "width",
              scaled.width(),
              "height",
              scaled.height(),
              "size",
              "force",
              "no_rotate",
              true));
    }
    crop(scaling.result(), resize.gravity());
  }

  /** Cuts a part out; where it is best the first frame tells for all. */
  void crop(Size size, Gravity gravity) throws VipsException {
    Size from = canvas.size();
    if (size.equals(from)) {
      return;
    }
    if (!gravity.looks()) {
      canvas.cut(
          gravity.left(from.width(), size.width()),
          gravity.top(from.height(), size.height()),
          size);
      return;
    }
    canvas.intoMemory();
    try (VipsOperation look = canvas.vips().operation("smartcrop")) {
      look.image("input", canvas.first())
          .set("width", size.width())
          .set("height", size.height())
          .set("interesting", gravity.word());
      VipsImage found = canvas.keep(look.runToImage());
      canvas.cut(found.cutFromLeft(), found.cutFromTop(), size);
    }
  }

  private void rotate(Step.Rotate rotate) throws VipsException {
    double angle = ((rotate.angle() % 360) + 360) % 360;
    if (angle == 0) {
      return;
    }
    canvas.intoMemory();
    if (angle % 90 == 0) {
      canvas.each("rot", Map.of("angle", "d%d".formatted((int) angle)));
      return;
    }
    ready(rotate.background());
    Colour background = rotate.background();
    canvas.each(
        "rotate", Map.of("angle", angle, "background", background.bands(canvas.hasAlpha())));
  }

  private void flip(Step.Flip flip) throws VipsException {
    if (flip.horizontal()) {
      canvas.each("flip", Map.of("direction", "horizontal"));
    }
    if (flip.vertical()) {
      canvas.intoMemory();
      canvas.each("flip", Map.of("direction", "vertical"));
    }
  }

  private void blur(double sigma) throws VipsException {
    if (sigma >= WIDE_BLUR) {
      canvas.intoMemory();
    }
    canvas.eachPremultiplied(frame -> canvas.run("gaussblur", frame, Map.of("sigma", sigma)));
  }

  /** In LCh: lightness, chroma and hue, one factor or sum each. */
  private void adjust(Step.Adjust adjust) throws VipsException {
    canvas.toRgb();
    if (adjust.brightness() != 1 || adjust.saturation() != 1 || adjust.hue() != 0) {
      canvas.eachWithoutAlpha(frame -> {
        VipsImage lch = canvas.keep(canvas.run("colourspace", frame, Map.of("space", "lch")));
        String factors = "%s %s 1".formatted(adjust.brightness(), adjust.saturation());
        String sums = "0 0 %s".formatted(adjust.hue());
        VipsImage changed = canvas.keep(canvas.run("linear", lch, Map.of("a", factors, "b", sums)));
        return canvas.run("colourspace", changed, Map.of("space", "srgb"));
      });
    }
    if (adjust.gamma() != 1) {
      canvas.eachWithoutAlpha(
          frame -> canvas.run("gamma", frame, Map.of("exponent", adjust.gamma())));
    }
  }

  private void flatten(Colour background) throws VipsException {
    if (canvas.hasAlpha()) {
      canvas.toRgb();
      canvas.each("flatten", Map.of("background", background.bands(false)));
    }
  }

  private void embed(int left, int top, Size size, Colour background) throws VipsException {
    ready(background);
    canvas.each(
        "embed",
        Map.of(
            "x",
            left,
            "y",
            top,
            "width",
            size.width(),
            "height",
            size.height(),
            "extend",
            "background",
            "background",
            background.bands(canvas.hasAlpha())));
  }

  /** Makes the picture able to hold the colour. */
  private void ready(Colour colour) throws VipsException {
    canvas.toRgb();
    if (!colour.opaque()) {
      canvas.addAlpha();
    }
  }

  /** The first frame tells for all; a picture of one colour stays as it is. */
  private void trim(int threshold) throws VipsException {
    canvas.intoMemory();
    try (VipsOperation find = canvas.vips().operation("find_trim")) {
      find.in(unlikeTheCorner()).set("background", "0").set("threshold", threshold).run();
      int width = find.number("width");
      int height = find.number("height");
      if (width > 0 && height > 0) {
        canvas.cut(find.number("left"), find.number("top"), new Size(width, height));
      }
    }
  }

  /** How far each pixel of the first frame is from the top left one, alpha counted as a colour. */
  private VipsImage unlikeTheCorner() throws VipsException {
    VipsImage plain =
        canvas.keep(canvas.run("copy", canvas.first(), Map.of("interpretation", "multiband")));
    VipsImage corner;
    try (VipsOperation extract = canvas.vips().operation("extract_area")) {
      extract.image("input", plain).set("left", 0).set("top", 0).set("width", 1).set("height", 1);
      corner = canvas.keep(extract.runToImage());
    }
    Size size = canvas.size();
    VipsImage everywhere =
        canvas.keep(
            canvas.run(
                "embed",
                corner,
                Map.of(
                    "x",
                    0,
                    "y",
                    0,
                    "width",
                    size.width(),
                    "height",
                    size.height(),
                    "extend",
                    "copy")));
    try (VipsOperation subtract = canvas.vips().operation("subtract")) {
      subtract.image("left", plain).image("right", everywhere);
      return canvas.keep(canvas.run("abs", canvas.keep(subtract.runToImage()), Map.of()));
    }
  }
}
