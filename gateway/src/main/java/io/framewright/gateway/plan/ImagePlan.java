package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Pictures into pictures. */
final class ImagePlan {

  static final String OPERATION = "image.convert";
  private static final String[] ENCODER = {"quality", "lossless", "effort"};

  private ImagePlan() {}

  static Plan of(OutputRequest output, List<StepRequest> requests) {
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    target.put("format", output.format().id());
    output.image().ifPresent(image -> target.setAll(image.only(ENCODER).node()));
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (StepRequest step : requests) {
      switch (step.type()) {
        case "resize" -> steps.add(resize(step.params()));
        case "convert" -> target.setAll(step.params().only(ENCODER).node());
        default ->
            throw step.unknown(
                List.of("resize", "convert"), "for a picture as " + output.format().id());
      }
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    if (!steps.isEmpty()) {
      params.set("steps", steps);
    }
    params.set("output", target);
    return new Plan(
        Plan.IMAGE_POOL,
        OPERATION,
        1,
        params,
        output.format(),
        "output." + output.format().extension());
  }

  private static ObjectNode resize(Fields fields) {
    fields.only("width", "height", "fit", "resolution");
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "resize");
    Resolution.apply(fields, step);
    for (String field : List.of("width", "height", "fit")) {
      fields.value(field).ifPresent(value -> step.set(field, value));
    }
    return step;
  }
}
