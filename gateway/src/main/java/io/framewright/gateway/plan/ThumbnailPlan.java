package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One frame of a video as a picture. */
final class ThumbnailPlan {

  static final String OPERATION = "video.thumbnail";
  private static final Set<OutputFormat> FORMATS =
      Set.of(OutputFormat.JPEG, OutputFormat.PNG, OutputFormat.WEBP);
  private static final Map<String, Integer> QUALITIES = Map.of("low", 60, "medium", 80, "high", 95);

  private ThumbnailPlan() {}

  static Plan of(OutputRequest output, List<StepRequest> steps) {
    if (steps.size() != 1) {
      throw new ApiException(
          ErrorCode.INVALID_OPERATION,
          "'thumbnail' stands alone among the operations.",
          ErrorDetails.field("operations"));
    }
    if (!FORMATS.contains(output.format())) {
      throw new ApiException(
          ErrorCode.INVALID_OUTPUT,
          "A thumbnail cannot be written as %s.".formatted(output.format().id()),
          ErrorDetails.field("output.format")
              .value(output.format().id())
              .allowed(List.of("jpeg", "png", "webp")));
    }
    Fields fields =
        steps.getFirst().params().only("timestamp", "width", "height", "quality", "resolution");
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    Times.seconds(fields, "timestamp").ifPresent(seconds -> params.put("timestamp", seconds));
    Resolution.apply(fields, params);
    for (String field : List.of("width", "height")) {
      fields.value(field).ifPresent(value -> params.set(field, value));
    }
    ObjectNode target = params.putObject("output").put("format", output.format().id());
    output
        .image()
        .ifPresent(image ->
            image.only("quality").value("quality").ifPresent(q -> target.set("quality", q)));
    fields.value("quality").ifPresent(quality -> target.set("quality", number(fields, quality)));
    return new Plan(
        Plan.TRANSCODE_POOL,
        OPERATION,
        1,
        params,
        output.format(),
        "thumbnail." + output.format().extension());
  }

  private static JsonNode number(Fields fields, JsonNode quality) {
    if (!quality.isTextual()) {
      return quality;
    }
    Integer number = QUALITIES.get(quality.textValue());
    if (number == null) {
      throw fields.wrong("quality", "should be low, medium, high or 1 to 100", quality);
    }
    return JsonNodeFactory.instance.numberNode(number);
  }
}
