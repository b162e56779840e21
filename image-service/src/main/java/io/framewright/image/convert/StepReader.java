package io.framewright.image.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.image.convert.Step.Fit;
import io.framewright.image.convert.Step.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads steps from JSON that is valid against the operation's schema. */
final class StepReader {

  private final JsonNode node;

  private StepReader(JsonNode node) {
    this.node = node;
  }

  /**
   * @throws IllegalArgumentException if the schema would refuse it
   */
  static List<Step> steps(JsonNode list) {
    List<Step> steps = new ArrayList<>();
    list.forEach(node -> steps.add(new StepReader(node).step()));
    return List.copyOf(steps);
  }

  private Step step() {
    String type = node.path("type").asText();
    return switch (type) {
      case "resize" -> resize();
      case "crop" -> crop();
      case "rotate" -> new Step.Rotate(number("angle", 0), colour("background", Colour.CLEAR));
      case "flip" -> flip();
      case "watermark" -> watermark();
      case "blur" -> new Step.Blur(number("sigma", 3));
      case "sharpen" -> new Step.Sharpen(number("sigma", 1), number("amount", 3));
      case "adjust" ->
          new Step.Adjust(
              number("brightness", 1),
              number("saturation", 1),
              number("hue", 0),
              number("gamma", 1));
      case "grayscale" -> new Step.Grayscale();
      case "flatten" -> new Step.Flatten(colour("background", Colour.WHITE));
      case "pad" -> pad();
      case "trim" -> new Step.Trim(integer("threshold", 10));
      case "round_corners" -> roundCorners();
      default -> throw new IllegalArgumentException("no step '%s'".formatted(type));
    };
  }

  private Step resize() {
    return new Step.Resize(
        side("width"),
        side("height"),
        word("fit", Fit.COVER, Fit.class),
        gravity(Gravity.CENTER),
        node.path("enlarge").asBoolean(true));
  }

  private Step crop() {
    if (node.has("aspect")) {
      String[] sides = node.path("aspect").asText().split(":", 2);
      return new Step.CropAspect(
          Integer.parseInt(sides[0]),
          Integer.parseInt(sides[sides.length - 1]),
          gravity(Gravity.CENTER));
    }
    int width = side("width").orElseThrow(() -> missing("width"));
    int height = side("height").orElseThrow(() -> missing("height"));
    return node.has("left") || node.has("top")
        ? new Step.CropArea(integer("left", 0), integer("top", 0), width, height)
        : new Step.CropSize(width, height, gravity(Gravity.CENTER));
  }

  private static IllegalArgumentException missing(String field) {
    return new IllegalArgumentException("a crop without an aspect needs a %s".formatted(field));
  }

  private Step flip() {
    String direction = node.path("direction").asText("horizontal");
    return new Step.Flip(!direction.equals("vertical"), !direction.equals("horizontal"));
  }

  private Step watermark() {
    Placement placement =
        new Placement(
            gravity(Gravity.SOUTH_EAST),
            integer("margin", 16),
            number("scale", 0.25),
            number("opacity", 0.5),
            node.path("tile").asBoolean(false));
    if (node.has("text")) {
      return new Step.TextMark(
          node.path("text").asText(), colour("color", Colour.WHITE), placement);
    }
    if (!node.has("input")) {
      throw new IllegalArgumentException("a watermark needs a text or an input");
    }
    return new Step.ImageMark(node.path("input").asText(), placement);
  }

  private Step pad() {
    Colour background = colour("background", Colour.CLEAR);
    return node.has("width") || node.has("height")
        ? new Step.PadTo(side("width"), side("height"), gravity(Gravity.CENTER), background)
        : new Step.Pad(
            integer("top", 0),
            integer("right", 0),
            integer("bottom", 0),
            integer("left", 0),
            background);
  }

  private Step roundCorners() {
    return node.has("percent")
        ? new Step.RoundCorners(number("percent", 50), true)
        : new Step.RoundCorners(number("radius", 16), false);
  }

  private Gravity gravity(Gravity unsaid) {
    return word("gravity", unsaid, Gravity.class);
  }

  private <E extends Enum<E>> E word(String field, E unsaid, Class<E> type) {
    return node.has(field)
        ? Enum.valueOf(type, node.path(field).asText().toUpperCase(Locale.ROOT))
        : unsaid;
  }

  private Colour colour(String field, Colour unsaid) {
    return node.has(field) ? Colour.of(node.path(field).asText()) : unsaid;
  }

  private OptionalInt side(String field) {
    return node.has(field) ? OptionalInt.of(node.path(field).asInt()) : OptionalInt.empty();
  }

  private int integer(String field, int unsaid) {
    return node.path(field).asInt(unsaid);
  }

  private double number(String field, double unsaid) {
    return node.path(field).asDouble(unsaid);
  }
}
