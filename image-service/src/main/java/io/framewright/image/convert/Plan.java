package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What will be done to one picture, decided from its header alone.
 *
 * @param frames that are read and written: 1, or all of an animation
 * @param scalings one per step, and at least one: the first also decodes
 */
record Plan(int frames, boolean autoOrient, List<Scaling> scalings, List<String> warnings) {

  Plan {
    scalings = List.copyOf(scalings);
    warnings = List.copyOf(warnings);
  }

  /** The outcome of planning. */
  sealed interface Planned {}

  /** It can be done. */
  record Feasible(Plan plan) implements Planned {}

  /** It will not be done: the picture or what was asked of it is too large. */
  record Refused(ErrorCode code, String message) implements Planned {}

  boolean animated() {
    return frames > 1;
  }

  Size result() {
    return scalings.getLast().result();
  }

  static Planned of(Picture input, ConvertParams params, Limits limits) {
    ImageFormat target = params.output().format();
    boolean animated = input.pages() > 1 && input.format().animates() && target.animates();
    int frames = animated ? input.pages() : 1;
    if (!limits.allows(input.stored(), frames)) {
      return tooLarge("the picture", input.stored(), frames, limits);
    }
    int orientation = params.autoOrient() && !animated ? input.orientation() : 1;
    Size size = Geometry.upright(input.stored(), orientation);
    List<Scaling> scalings = new ArrayList<>();
    for (ConvertParams.Resize step : params.steps()) {
      Scaling scaling = Geometry.scaling(size, step);
      size = scaling.result();
      if (!limits.allows(size, frames) || scaling.scaled().longSide() > Limits.INTERMEDIATE_SIDE) {
        return tooLarge(
            "step %d would make a picture that".formatted(scalings.size() + 1),
            scaling.scaled(),
            frames,
            limits);
      }
      scalings.add(scaling);
    }
    if (scalings.isEmpty()) {
      scalings.add(new Scaling(size, size));
    }
    if (size.longSide() > target.maxSide()) {
      return new Refused(
          ErrorCode.INVALID_OUTPUT,
          "%s holds at most %d pixels a side, the result has %s"
              .formatted(target.word(), target.maxSide(), size));
    }
    return new Feasible(
        new Plan(frames, params.autoOrient(), scalings, warnings(input, params.output(), frames)));
  }

  private static Refused tooLarge(String what, Size size, int frames, Limits limits) {
    return new Refused(
        ErrorCode.TOO_MANY_PIXELS,
        "%s is %s%s; %s are taken"
            .formatted(what, size, frames > 1 ? " × " + frames : "", limits.inWords()));
  }

  private static List<String> warnings(Picture input, ConvertParams.Output output, int frames) {
    List<String> warnings = new ArrayList<>(SaveOptions.warnings(output));
    if (input.pages() > frames) {
      warnings.add(
          "only the first of %d %s was converted"
              .formatted(input.pages(), input.format().animates() ? "frames" : "pages"));
    }
    return warnings;
  }
}
