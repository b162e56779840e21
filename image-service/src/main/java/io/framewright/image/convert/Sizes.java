package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;

/**
 * What steps make of a picture's size, and whether they may.
 *
 * @param frames that each step is done to
 */
record Sizes(Limits limits, int frames) {

  /**
   * The size after a step, which is number {@code number} counted from 1. Of a trim and of a
   * slanted rotation it is the most that there can be.
   *
   * @throws InfeasibleException if the step does not fit the picture, or makes too large a one
   */
  Size after(Step step, int number, Size from) throws InfeasibleException {
    Size size =
        switch (step) {
          case Step.Resize resize -> scaled(Geometry.scaling(from, resize), number);
          case Step.CropArea area -> cut(area, number, from);
          case Step.CropSize crop -> within(new Size(crop.width(), crop.height()), number, from);
          case Step.CropAspect(var across, var down, _) -> Geometry.withAspect(from, across, down);
          case Step.Rotate(var angle, _) -> Geometry.turned(from, angle);
          case Step.Pad pad ->
              new Size(
                  from.width() + pad.left() + pad.right(),
                  from.height() + pad.top() + pad.bottom());
          case Step.PadTo pad ->
              new Size(
                  Math.max(from.width(), pad.width().orElse(0)),
                  Math.max(from.height(), pad.height().orElse(0)));
          case Step.Flip _,
              Step.ImageMark _,
              Step.TextMark _,
              Step.Blur _,
              Step.Sharpen _,
              Step.Adjust _,
              Step.Grayscale _,
              Step.Flatten _,
              Step.Trim _,
              Step.RoundCorners _ ->
              from;
        };
    if (!limits.allows(size, frames)) {
      throw tooLarge(number, size);
    }
    return size;
  }

  private Size scaled(Scaling scaling, int number) throws InfeasibleException {
    if (scaling.scaled().longSide() > Limits.INTERMEDIATE_SIDE) {
      throw tooLarge(number, scaling.scaled());
    }
    return scaling.result();
  }

  private static Size cut(Step.CropArea area, int number, Size from) throws InfeasibleException {
    if (area.left() + area.width() > from.width() || area.top() + area.height() > from.height()) {
      throw new InfeasibleException(
          ErrorCode.INVALID_OPERATION,
          "step %d cuts %d × %d at (%d, %d) out of a picture of %s, which ends before"
              .formatted(number, area.width(), area.height(), area.left(), area.top(), from));
    }
    return new Size(area.width(), area.height());
  }

  private static Size within(Size crop, int number, Size from) throws InfeasibleException {
    if (crop.width() > from.width() || crop.height() > from.height()) {
      throw new InfeasibleException(
          ErrorCode.INVALID_OPERATION,
          "step %d cuts %s out of a picture of %s; pad it first, or resize with fit cover"
              .formatted(number, crop, from));
    }
    return crop;
  }

  private InfeasibleException tooLarge(int number, Size size) {
    return new InfeasibleException(
        ErrorCode.TOO_MANY_PIXELS,
        "step %d would make a picture that is %s%s; %s are taken"
            .formatted(number, size, frames > 1 ? " × " + frames : "", limits.inWords()));
  }
}
