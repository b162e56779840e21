package io.framewright.transcoder.plan;

import io.framewright.transcoder.operation.Step;
import io.framewright.transcoder.operation.Step.Place;
import io.framewright.transcoder.operation.Step.When;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The filters that lay something over the film, and those that change its pixels. */
final class Overlays {

  private Overlays() {}

  /** Lays the second input over the first. */
  static String picture(Place place, When when) {
    return "overlay=x=%s:y=%s:format=auto%s"
        .formatted(x(place, "W", "w"), y(place, "H", "h"), enabled(when));
  }

  /**
   * Writes what stands in {@code note}, letter by letter: no part of it is an expression.
   *
   * @param size of the letters in pixels
   */
  static String text(Step.Text step, Path note, Path font, int size) {
    return "drawtext=fontfile=%s:textfile=%s:expansion=none:fontsize=%d:fontcolor=%s@%s:borderw=%d:bordercolor=black@%s:x=%s:y=%s%s"
        .formatted(
            FilterGraph.quoted(font.toString()),
            FilterGraph.quoted(note.toString()),
            size,
            step.color(),
            Seconds.text(step.opacity()),
            Math.max(1, size / 16),
            Seconds.text(step.opacity() * 0.6),
            x(step.place(), "w", "text_w"),
            y(step.place(), "h", "text_h"),
            enabled(step.when()));
  }

  static String filter(Step.Filter step) {
    String value = Seconds.text(step.value());
    return switch (step.kind()) {
      case DENOISE -> "hqdn3d=" + value;
      case DEINTERLACE -> "bwdif=mode=send_frame:parity=auto:deint=all";
      case STABILIZE -> "deshake";
      case SHARPEN -> "unsharp=5:5:" + value;
      case BLUR -> "gblur=sigma=" + value;
      case BRIGHTNESS -> "eq=brightness=" + value;
      case CONTRAST -> "eq=contrast=" + value;
      case SATURATION -> "eq=saturation=" + value;
      case HUE -> "hue=h=" + value;
    };
  }

  private static String x(Place place, String whole, String own) {
    return switch (place.position()) {
      case TOP_LEFT, BOTTOM_LEFT -> near(place.x(), place.margin());
      case TOP_RIGHT, BOTTOM_RIGHT -> far(place.x(), whole, own, place.margin());
      case CENTER -> middle(place.x(), whole, own);
    };
  }

  private static String y(Place place, String whole, String own) {
    return switch (place.position()) {
      case TOP_LEFT, TOP_RIGHT -> near(place.y(), place.margin());
      case BOTTOM_LEFT, BOTTOM_RIGHT -> far(place.y(), whole, own, place.margin());
      case CENTER -> middle(place.y(), whole, own);
    };
  }

  private static String near(OptionalInt exact, int margin) {
    return Integer.toString(exact.orElse(margin));
  }

  private static String far(OptionalInt exact, String whole, String own, int margin) {
    return exact.isPresent()
        ? Integer.toString(exact.getAsInt())
        : "%s-%s-%d".formatted(whole, own, margin);
  }

  private static String middle(OptionalInt exact, String whole, String own) {
    return exact.isPresent()
        ? Integer.toString(exact.getAsInt())
        : "(%s-%s)/2".formatted(whole, own);
  }

  private static String enabled(When when) {
    return when.always()
        ? ""
        : ":enable=between(t\\,%s\\,%s)"
            .formatted(
                Seconds.text(when.from().orElse(0)), Seconds.text(when.to().orElse(1_000_000)));
  }
}
