package io.framewright.gateway.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.metadata.EffortView.Known;
import io.framewright.gateway.plan.Plan;
import io.framewright.platform.operations.MediaContainer;
import java.util.Objects;

/**
 * How much there is to do, measured as past tasks are.
 *
 * @param codec the film's, or the output's format
 * @param preset of a film's encoder; empty for what is no film
 * @param lines of the film to make, as 480, 720, 1080, 2160 or 4320; 0 for what is no film
 * @param units megapixels times seconds of film, seconds of sound, megapixels of a picture, or 1
 * @param seconds of film or sound to make; 0 for what has no length
 */
record Work(Measure measure, String codec, String preset, int lines, double units, double seconds) {

  /** What an operation's effort grows with. */
  enum Measure {
    FILM,
    SOUND,
    PICTURE,
    /** With nothing that is known beforehand. */
    WHOLE
  }

  private static final String TRANSCODE = "video.transcode";
  private static final String MEDIUM = "medium";
  private static final double MEGA = 1e6;

  /** What a plan calls the codec by which past tasks are found. */
  static String codec(Plan plan) {
    JsonNode output = plan.params().path("output");
    String format = output.path("format").asText();
    String usual =
        plan.operation().equals(TRANSCODE)
            ? MediaContainer.named(format).stream()
                .flatMap(container -> container.videoCodecs().stream())
                .findFirst()
                .orElse(format)
            : format;
    return output.path("video").path("codec").asText(usual);
  }

  /**
   * @param input as it is known, or guessed
   */
  static Work of(Plan plan, Known input) {
    String codec = codec(plan);
    String preset =
        plan.params()
            .path("output")
            .path("video")
            .path("preset")
            .asText(plan.operation().equals(TRANSCODE) ? MEDIUM : "");
    double width = Objects.requireNonNullElse(input.width(), 0.0);
    double height = Objects.requireNonNullElse(input.height(), 0.0);
    if (plan.pool().equals(Plan.IMAGE_POOL)) {
      return new Work(Measure.PICTURE, codec, preset, 0, Math.max(0.01, width * height / MEGA), 0);
    }
    if (!plan.operation().equals(TRANSCODE)) {
      return new Work(Measure.WHOLE, codec, preset, 0, 1, 0);
    }
    double seconds = length(plan, Objects.requireNonNullElse(input.seconds(), 0.0));
    boolean film =
        MediaContainer.named(plan.params().path("output").path("format").asText())
            .filter(MediaContainer::holdsVideo)
            .isPresent();
    if (!film || width == 0 || codec.equals(MediaContainer.NONE)) {
      return new Work(Measure.SOUND, codec, preset, 0, seconds, seconds);
    }
    double[] sides = sides(plan, width, height);
    return new Work(
        Measure.FILM,
        codec,
        preset,
        lines(Math.min(sides[0], sides[1])),
        seconds * sides[0] * sides[1] / MEGA,
        seconds);
  }

  /** Seconds that the cuts leave of the input. */
  private static double length(Plan plan, double seconds) {
    double length = seconds;
    for (JsonNode step : plan.params().path("steps")) {
      if (step.path("type").asText().equals("trim")) {
        double start = step.path("start").asDouble(0);
        double end = step.path("end").asDouble(length);
        double wanted = step.path("duration").asDouble(end - start);
        length = Math.clamp(wanted, 0, Math.max(0, length - start));
      }
    }
    return length;
  }

  /** Width and height after the last step that names a size; one side alone keeps the aspect. */
  private static double[] sides(Plan plan, double width, double height) {
    double[] sides = {width, height};
    for (JsonNode step : plan.params().path("steps")) {
      double wide = step.path("width").asDouble(0);
      double high = step.path("height").asDouble(0);
      if (wide > 0 || high > 0) {
        double aspect = sides[0] / sides[1];
        sides = new double[] {wide > 0 ? wide : high * aspect, high > 0 ? high : wide / aspect};
      }
    }
    return sides;
  }

  private static int lines(double shorter) {
    for (int lines : new int[] {480, 720, 1080, 2160}) {
      if (shorter <= lines) {
        return lines;
      }
    }
    return 4320;
  }
}
