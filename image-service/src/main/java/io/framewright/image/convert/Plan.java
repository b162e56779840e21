package io.framewright.image.convert;

import io.framewright.image.convert.ConvertParams.Rendition;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What will be done to one picture, decided from its header alone.
 *
 * @param frames that are read and written: 1, or all of an animation
 * @param size of the result, at most: what a trim leaves only the pixels tell
 * @param pixels of the largest picture on the way, all frames together
 */
record Plan(
    ImageFormat target,
    int frames,
    boolean autoOrient,
    List<Step> steps,
    Size size,
    long pixels,
    List<String> warnings) {

  /** Up to here an AVIF is made in about a second. */
  private static final long AVIF_PIXELS = 2_100_000;

  Plan {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  boolean animated() {
    return frames > 1;
  }

  Plan withoutSteps() {
    return new Plan(target, frames, autoOrient, List.of(), size, pixels, warnings);
  }

  /**
   * @throws InfeasibleException if the picture or what was asked of it is too large, or the steps
   *     do not fit it
   */
  static Plan of(Picture input, boolean autoOrient, Rendition rendition, Limits limits)
      throws InfeasibleException {
    boolean canMove = rendition.format().map(ImageFormat::animates).orElse(true);
    boolean animated = input.pages() > 1 && input.format().animates() && canMove;
    int frames = animated ? input.pages() : 1;
    refuseTooLarge(input, frames, limits);
    int orientation = autoOrient && !animated ? input.orientation() : 1;
    Size size = Geometry.upright(input.stored(), orientation);
    long pixels = size.pixels();
    Sizes sizes = new Sizes(limits, frames);
    for (int i = 0; i < rendition.steps().size(); i++) {
      size = sizes.after(rendition.steps().get(i), i + 1, size);
      pixels = Math.max(pixels, size.pixels());
    }
    ImageFormat target = rendition.format().orElse(automatic(size, animated));
    refuseTooLongASide(target, size);
    refuseLossless(target, rendition.encoding());
    return new Plan(
        target,
        frames,
        autoOrient,
        rendition.steps(),
        size,
        pixels * frames,
        warnings(input, target, rendition.encoding(), frames));
  }

  /**
   * The smallest that every browser of today shows and that is made in reasonable time: AVIF for a
   * still of up to two megapixels, WebP for a larger one and for an animation.
   */
  private static ImageFormat automatic(Size size, boolean animated) {
    return animated || size.pixels() > AVIF_PIXELS ? ImageFormat.WEBP : ImageFormat.AVIF;
  }

  static void refuseTooLarge(Picture input, int frames, Limits limits) throws InfeasibleException {
    if (input.format().animates() && input.pages() > limits.frames()) {
      throw new InfeasibleException(
          ErrorCode.TOO_MANY_PIXELS,
          "the animation has %d frames; at most %d are taken"
              .formatted(input.pages(), limits.frames()));
    }
    if (!limits.allows(input.stored(), frames)) {
      throw new InfeasibleException(
          ErrorCode.TOO_MANY_PIXELS,
          "the picture is %s%s; %s are taken"
              .formatted(input.stored(), frames > 1 ? " × " + frames : "", limits.inWords()));
    }
  }

  private static void refuseLossless(ImageFormat target, Encoding encoding)
      throws InfeasibleException {
    if (encoding.maxBytes().isPresent() && (encoding.lossless() || !target.lossy())) {
      throw new InfeasibleException(
          ErrorCode.INVALID_OUTPUT,
          "max_bytes needs a quality that can be lowered, and %s here has none: ask for jpeg, webp,"
                  .formatted(target.word())
              + " avif or jxl without lossless");
    }
  }

  private static void refuseTooLongASide(ImageFormat target, Size size) throws InfeasibleException {
    if (size.longSide() > target.maxSide()) {
      throw new InfeasibleException(
          ErrorCode.INVALID_OUTPUT,
          "%s holds at most %d pixels a side, the result has %s"
              .formatted(target.word(), target.maxSide(), size));
    }
  }

  private static List<String> warnings(
      Picture input, ImageFormat target, Encoding encoding, int frames) {
    List<String> warnings = new ArrayList<>(SaveOptions.warnings(target, encoding));
    if (input.pages() > frames) {
      warnings.add(
          "only the first of %d %s was converted"
              .formatted(input.pages(), input.format().animates() ? "frames" : "pages"));
    }
    return warnings;
  }
}
