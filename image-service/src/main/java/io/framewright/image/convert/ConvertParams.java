package io.framewright.image.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The parameters of image.convert, version 1.
 *
 * @param autoOrient turn the picture as its EXIF orientation says, before all steps
 */
public record ConvertParams(boolean autoOrient, List<Resize> steps, Output output) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ConvertParams {
    steps = List.copyOf(steps);
  }

  /** How a picture takes the size that is asked for. */
  public enum Fit {
    /** Fills both sides and crops the rest, centred. */
    COVER,
    /** Fits inside both sides. */
    CONTAIN,
    /** Takes both sides and distorts. */
    FILL
  }

  /** One resize; at least one side is given, and with one only the aspect is kept. */
  public record Resize(OptionalInt width, OptionalInt height, Fit fit) {
    public Resize {
      if (width.isEmpty() && height.isEmpty()) {
        throw new IllegalArgumentException("a resize needs a width or a height");
      }
    }
  }

  /**
   * What to write.
   *
   * @param quality 1 to 100, higher is better
   * @param effort 0 to 9, CPU spent on size
   */
  public record Output(
      ImageFormat format, OptionalInt quality, boolean lossless, OptionalInt effort) {}

  /**
   * @param json valid against {@code schemas/operations/image.convert.v1.json}
   * @throws IllegalArgumentException if it is not
   */
  public static ConvertParams parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the parameters are not JSON", e);
    }
    List<Resize> steps = new ArrayList<>();
    root.path("steps").forEach(step -> steps.add(resize(step)));
    return new ConvertParams(
        root.path("auto_orient").asBoolean(true), steps, output(root.path("output")));
  }

  private static Resize resize(JsonNode step) {
    if (!step.path("type").asText().equals("resize")) {
      throw new IllegalArgumentException("no step '%s'".formatted(step.path("type").asText()));
    }
    Fit fit = Fit.valueOf(step.path("fit").asText("cover").toUpperCase(Locale.ROOT));
    return new Resize(integer(step, "width"), integer(step, "height"), fit);
  }

  private static Output output(JsonNode output) {
    return new Output(
        ImageFormat.ofWord(output.path("format").asText()),
        integer(output, "quality"),
        output.path("lossless").asBoolean(false),
        integer(output, "effort"));
  }

  private static OptionalInt integer(JsonNode node, String field) {
    return node.has(field) ? OptionalInt.of(node.path(field).asInt()) : OptionalInt.empty();
  }
}
