package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pictures into pictures. Most of what is asked for goes to the worker in the same words. */
final class ImagePlan {

  static final String OPERATION = "image.convert";

  /** What the worker does in the order of the request; the operation's schema says with what. */
  static final List<String> STEPS =
      List.of(
          "resize",
          "crop",
          "rotate",
          "flip",
          "watermark",
          "blur",
          "sharpen",
          "adjust",
          "grayscale",
          "flatten",
          "pad",
          "trim",
          "round_corners");

  private static final List<String> ENCODER =
      List.of(
          "quality",
          "lossless",
          "effort",
          "progressive",
          "subsampling",
          "max_bytes",
          "metadata",
          "keep_gps");
  private static final String RENDITIONS = "renditions";
  private static final String AUTO_ORIENT = "auto_orient";

  private final ObjectNode params = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> overlays = new LinkedHashMap<>();

  private ImagePlan() {}

  static Plan of(OutputRequest output, List<StepRequest> requests) {
    refusePathWithoutFormat(output);
    ImagePlan plan = new ImagePlan();
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    target.put("format", output.format().id());
    output
        .image()
        .ifPresent(image -> {
          target.setAll(only(image, ENCODER, RENDITIONS).node().deepCopy());
          target.remove(RENDITIONS);
        });
    ArrayNode steps = plan.steps(requests, target, output.format());
    if (!steps.isEmpty()) {
      plan.params.set("steps", steps);
    }
    plan.params.set("output", target);
    output.image().ifPresent(image -> plan.renditions(image, output.format()));
    return new Plan(
        Plan.IMAGE_POOL,
        OPERATION,
        1,
        plan.params,
        "output." + output.format().extension(),
        plan.overlays);
  }

  private static void refusePathWithoutFormat(OutputRequest output) {
    if (output.format() == OutputFormat.AUTO && output.path().isPresent()) {
      throw new ApiException(
          ErrorCode.INVALID_OUTPUT,
          "With a path, the format has to be named: with 'auto' the picture decides on it.",
          ErrorDetails.field("output.format").value("auto"));
    }
  }

  private static Fields only(Fields fields, List<String> known, String... more) {
    return fields.only(Stream.concat(known.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private ArrayNode steps(List<StepRequest> requests, ObjectNode target, OutputFormat format) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (StepRequest step : requests) {
      switch (step.type()) {
        case "resize" -> steps.add(resize(step.params()));
        case "watermark" -> steps.add(watermark(step.params()));
        case "convert" -> target.setAll(only(step.params(), ENCODER).node());
        case AUTO_ORIENT ->
            params.put(AUTO_ORIENT, step.params().only("enabled").flag("enabled").orElse(true));
        default -> {
          if (!STEPS.contains(step.type())) {
            List<String> known = new ArrayList<>(STEPS);
            known.addAll(List.of(AUTO_ORIENT, "convert"));
            throw step.unknown(known, "for a picture as " + format.id());
          }
          ObjectNode same = step.params().node().deepCopy();
          steps.add(same.put("type", step.type()));
        }
      }
    }
    return steps;
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode resize(Fields fields) {
    fields.only("width", "height", "fit", "resolution", "gravity", "enlarge");
    ObjectNode step = typed("resize");
    Resolution.apply(fields, step);
    for (String field : List.of("width", "height", "fit", "gravity", "enlarge")) {
      fields.value(field).ifPresent(value -> step.set(field, value));
    }
    return step;
  }

  /** The picture of a watermark becomes one of the task's inputs. */
  private ObjectNode watermark(Fields fields) {
    fields.only("text", "image", "color", "gravity", "margin", "scale", "opacity", "tile");
    ObjectNode step = typed("watermark");
    step.setAll(fields.node());
    fields
        .text("image")
        .ifPresent(image -> {
          step.remove("image");
          step.put("input", overlay(image));
        });
    if (step.has("text") == step.has("input")) {
      throw fields.wrong("text", "or 'image' is needed, and not both", fields.node());
    }
    return step;
  }

  private String overlay(String reference) {
    return overlays.entrySet().stream()
        .filter(overlay -> overlay.getValue().equals(reference))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> {
          String name = "overlay_%d".formatted(overlays.size() + 1);
          overlays.put(name, reference);
          return name;
        });
  }

  private void renditions(Fields image, OutputFormat unsaid) {
    JsonNode list = image.value(RENDITIONS).orElse(JsonNodeFactory.instance.arrayNode());
    if (!list.isArray()) {
      throw image.wrong(RENDITIONS, "should be a list", list);
    }
    ArrayNode renditions = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < list.size(); i++) {
      String path = "%s[%d]".formatted(image.name(RENDITIONS), i);
      renditions.add(rendition(Fields.of(list.get(i), path, image.code()), unsaid));
    }
    if (!renditions.isEmpty()) {
      params.set(RENDITIONS, renditions);
    }
  }

  private ObjectNode rendition(Fields fields, OutputFormat unsaid) {
    only(fields, ENCODER, "name", "format", "operations");
    OutputFormat format = fields.text("format").map(name -> picture(fields, name)).orElse(unsaid);
    ObjectNode rendition =
        JsonNodeFactory.instance.objectNode().put("name", fields.requiredText("name"));
    ObjectNode target = JsonNodeFactory.instance.objectNode().put("format", format.id());
    for (String field : ENCODER) {
      fields.value(field).ifPresent(value -> target.set(field, value));
    }
    List<StepRequest> requests =
        fields.value("operations").map(StepRequest::listOf).orElse(List.of());
    ArrayNode steps = steps(requests, target, format);
    if (!steps.isEmpty()) {
      rendition.set("steps", steps);
    }
    return rendition.set("output", target);
  }

  private static OutputFormat picture(Fields fields, String name) {
    return OutputFormat.named(name)
        .filter(format -> format.family() == OutputFormat.Family.IMAGE)
        .orElseThrow(() ->
            fields.wrong("format", "should be a picture format", fields.node().get("format")));
  }
}
