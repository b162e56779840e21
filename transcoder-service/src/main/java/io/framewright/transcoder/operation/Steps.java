package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.transcoder.operation.Step.Place;
import io.framewright.transcoder.operation.Step.Position;
import io.framewright.transcoder.operation.Step.When;
import java.util.ArrayList;
import java.util.List;

/** Reads steps that are valid against the schema {@code video.steps}. */
final class Steps {

  private Steps() {}

  static List<Step> of(JsonNode params) {
    List<Step> steps = new ArrayList<>();
    params.path("steps").forEach(step -> steps.add(step(step)));
    return steps;
  }

  private static Step step(JsonNode step) {
    String type = step.path("type").asText();
    return switch (type) {
      case "trim" ->
          new Step.Trim(
              step.path("start").doubleValue(),
              step.path("duration").doubleValue(),
              step.path("mode").asText().equals("copy"));
      case "concat" -> concat(step);
      case "resize" ->
          new Step.Resize(
              Params.integer(step, "width"),
              Params.integer(step, "height"),
              Params.word(Step.Fit.class, step.path("fit").asText("contain")));
      case "crop" ->
          new Step.Crop(
              step.path("width").intValue(),
              step.path("height").intValue(),
              Params.integer(step, "x"),
              Params.integer(step, "y"));
      case "pad" ->
          new Step.Pad(
              step.path("width").intValue(),
              step.path("height").intValue(),
              Params.integer(step, "x"),
              Params.integer(step, "y"),
              step.path("color").asText("black"));
      case "rotate" ->
          new Step.Rotate(
              step.path("degrees").intValue(), step.path("no_transcode").asBoolean(false));
      case "flip" -> new Step.Flip(step.path("direction").asText().equals("horizontal"));
      default -> overlayOrSound(type, step);
    };
  }

  private static Step overlayOrSound(String type, JsonNode step) {
    return switch (type) {
      case "watermark" ->
          new Step.Watermark(
              step.path("input").asText(),
              step.path("scale").asDouble(0.1),
              step.path("opacity").asDouble(0.8),
              place(step),
              when(step));
      case "text" ->
          new Step.Text(
              step.path("text").asText(),
              Params.integer(step, "size"),
              step.path("color").asText("white"),
              step.path("opacity").asDouble(1),
              place(step),
              when(step));
      case "filter" -> {
        Step.Kind kind = Params.word(Step.Kind.class, step.path("name").asText());
        yield new Step.Filter(kind, step.path("value").asDouble(kind.usual()));
      }
      case "normalize" ->
          new Step.Normalize(
              step.path("loudness").asDouble(-23),
              step.path("peak").asDouble(-1.5),
              step.path("range").asDouble(11));
      default -> throw new IllegalArgumentException("no step '%s'".formatted(type));
    };
  }

  private static Step.Concat concat(JsonNode step) {
    List<String> inputs = new ArrayList<>();
    step.path("inputs").forEach(input -> inputs.add(input.asText()));
    return new Step.Concat(inputs);
  }

  private static Place place(JsonNode step) {
    return new Place(
        Position.of(step.path("position").asText("bottom-right")),
        step.path("margin").asInt(10),
        Params.integer(step, "x"),
        Params.integer(step, "y"));
  }

  private static When when(JsonNode step) {
    return new When(Params.number(step, "from"), Params.number(step, "to"));
  }
}
