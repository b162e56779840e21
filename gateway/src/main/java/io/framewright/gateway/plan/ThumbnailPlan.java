package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures of a film or of sound: frames, grids, sprites, short animations, waveforms. The
 * operation that makes the picture stands last; those before it change what it is made of.
 */
final class ThumbnailPlan {

  static final String WAVEFORM = "audio.waveform";

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "thumbnail", "video.thumbnail",
          "thumbnail_grid", "video.grid",
          "sprite", "video.sprite",
          "preview", "video.preview",
          "waveform", WAVEFORM);
  private static final Map<String, String> NAMES =
      Map.of(
          "thumbnail", "thumbnail",
          "thumbnail_grid", "grid",
          "sprite", "sprite",
          "preview", "preview",
          "waveform", "waveform");

  private static final Set<OutputFormat> STILLS =
      EnumSet.of(OutputFormat.JPEG, OutputFormat.PNG, OutputFormat.WEBP);
  private static final Set<OutputFormat> ANIMATIONS =
      EnumSet.of(OutputFormat.GIF, OutputFormat.WEBP);
  private static final Map<String, Integer> QUALITIES =
      Map.of("low", 60, "medium", 80, "high", 95, "png", 100);

  private ThumbnailPlan() {}

  static boolean makesPicture(StepRequest step) {
    return OPERATIONS.containsKey(step.type());
  }

  static Plan of(OutputRequest output, List<StepRequest> requests) {
    StepRequest last = requests.getLast();
    if (requests.stream().filter(ThumbnailPlan::makesPicture).count() != 1 || !makesPicture(last)) {
      throw new ApiException(
          ErrorCode.INVALID_OPERATION,
          "Of %s one stands in the operations, and last.".formatted(OPERATIONS.keySet()),
          ErrorDetails.field("operations"));
    }
    refuseFormat(output.format(), last.type());
    FilmSteps steps = new FilmSteps();
    for (StepRequest request : requests.subList(0, requests.size() - 1)) {
      if (!FilmSteps.isStep(request.type())) {
        throw request.unknown(FilmSteps.TYPES, "before '%s'".formatted(last.type()));
      }
      steps.add(request);
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    steps.into(params);
    ObjectNode target = params.putObject("output").put("format", output.format().id());
    output.image().ifPresent(image -> FilmSteps.copy(image.only("quality"), target, "quality"));
    fill(params, target, last);
    return new Plan(
        Plan.TRANSCODE_POOL,
        Objects.requireNonNull(OPERATIONS.get(last.type())),
        1,
        params,
        outputName(last.type(), params, output.format()),
        steps.inputs());
  }

  private static String outputName(String type, ObjectNode params, OutputFormat format) {
    String number = params.has("count") ? "-001" : "";
    return NAMES.get(type) + number + "." + format.extension();
  }

  private static void refuseFormat(OutputFormat format, String type) {
    Set<OutputFormat> allowed = type.equals("preview") ? ANIMATIONS : STILLS;
    if (!allowed.contains(format)) {
      throw new ApiException(
          ErrorCode.INVALID_OUTPUT,
          "A %s cannot be written as %s.".formatted(type, format.id()),
          ErrorDetails.field("output.format")
              .value(format.id())
              .allowed(allowed.stream().map(OutputFormat::id).toList()));
    }
  }

  private static void fill(ObjectNode params, ObjectNode target, StepRequest step) {
    Fields fields = step.params();
    switch (step.type()) {
      case "thumbnail" -> thumbnail(params, fields);
      case "thumbnail_grid" -> {
        fields.only("rows", "cols", "columns", "width", "height", "quality");
        FilmSteps.copy(fields, params, "rows", "columns", "width", "height");
        fields.value("cols").ifPresent(columns -> params.set("columns", columns));
      }
      case "sprite" -> {
        fields.only("interval", "columns", "width", "height", "quality");
        FilmSteps.copy(fields, params, "columns", "width", "height");
        Times.seconds(fields, "interval").ifPresent(gap -> params.put("interval", gap));
      }
      case "preview" -> {
        fields.only("start", "duration", "fps", "width", "loops", "quality");
        FilmSteps.copy(fields, params, "fps", "width", "loops");
        for (String field : List.of("start", "duration")) {
          Times.seconds(fields, field).ifPresent(seconds -> params.put(field, seconds));
        }
      }
      default -> {
        fields.only("width", "height", "color", "background", "split_channels", "quality");
        FilmSteps.copy(fields, params, "width", "height", "color", "background", "split_channels");
      }
    }
    fields.value("quality").ifPresent(quality -> target.set("quality", number(fields, quality)));
  }

  private static void thumbnail(ObjectNode params, Fields fields) {
    fields.only("timestamp", "count", "best", "width", "height", "quality", "resolution");
    boolean otherPick = fields.value("count").isPresent() || fields.flag("best").orElse(false);
    if (fields.value("timestamp").isPresent() && otherPick) {
      throw fields.wrong(
          "timestamp", "excludes 'count' and 'best'", fields.node().path("timestamp"));
    }
    Times.seconds(fields, "timestamp").ifPresent(seconds -> params.put("timestamp", seconds));
    Resolution.apply(fields, params);
    FilmSteps.copy(fields, params, "count", "best", "width", "height");
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
