package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is done to a film before it is written: the steps of {@code video.steps}, in order. */
final class FilmSteps {

  /** Types of operations that become steps. */
  static final List<String> TYPES =
      List.of(
          "trim",
          "concat",
          "resize",
          "crop",
          "pad",
          "rotate",
          "flip",
          "watermark",
          "text",
          "filter",
          "normalize",
          "stream_map");

  /** The names of filters, and what people call their one parameter. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "denoise", "strength",
          "deinterlace", "",
          "stabilize", "",
          "sharpen", "amount",
          "blur", "sigma",
          "brightness", "brightness",
          "contrast", "contrast",
          "saturation", "saturation",
          "hue", "degrees");

  private static final List<String> SOUND_TOO = List.of("trim", "concat", "normalize");
  private static final List<String> EQUALIZER = List.of("brightness", "contrast", "saturation");

  private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();
  private final Map<String, String> inputs = new LinkedHashMap<>();
  private final ObjectNode streams = JsonNodeFactory.instance.objectNode();

  /** Whether {@code type} is a step, or the name of a filter. */
  static boolean isStep(String type) {
    return TYPES.contains(type) || FILTERS.containsKey(type);
  }

  void add(StepRequest step) {
    Fields fields = step.params();
    switch (step.type()) {
      case "trim" -> steps.add(trim(fields));
      case "concat" -> steps.add(concat(fields));
      case "resize" -> steps.add(resize(fields));
      case "crop" -> steps.add(taken("crop", fields, "width", "height", "x", "y"));
      case "pad" -> steps.add(taken("pad", fields, "width", "height", "x", "y", "color"));
      case "rotate" -> steps.add(taken("rotate", fields, "degrees", "no_transcode"));
      case "flip" -> steps.add(taken("flip", fields, "direction"));
      case "watermark" -> steps.add(watermark(fields));
      case "text" -> steps.add(text(fields));
      case "filter" -> filter(fields, fields.requiredText("name"));
      case "normalize" -> steps.add(taken("normalize", fields, "loudness", "peak", "range"));
      case "stream_map" -> streams(fields);
      default -> filter(fields, step.type());
    }
  }

  void addResize(Fields fields) {
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "resize");
    Resolution.apply(fields, step);
    copy(fields, step, "width", "height");
    steps.add(step);
  }

  void addNormalize() {
    steps.addObject().put("type", "normalize");
  }

  /** Puts what there is into the parameters of an operation. */
  void into(ObjectNode params) {
    if (!steps.isEmpty()) {
      params.set("steps", steps);
    }
    if (!streams.isEmpty()) {
      params.set("streams", streams);
    }
  }

  /** The inputs beside the main one, as the client names them, by the name that a step gives. */
  Map<String, String> inputs() {
    return Map.copyOf(inputs);
  }

  /** Whether a step works on the picture and leaves the sound alone. */
  boolean changesPictureOnly() {
    for (JsonNode step : steps) {
      if (!SOUND_TOO.contains(step.path("type").asText())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a step draws the picture anew, so that its stream cannot be copied. */
  boolean changesPicture() {
    for (JsonNode step : steps) {
      String type = step.path("type").asText();
      boolean tag = step.path("no_transcode").asBoolean(false);
      if (!type.equals("trim") && !type.equals("normalize") && !tag) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode trim(Fields fields) {
    fields.only("start", "start_time", "duration", "end", "end_time", "mode");
    BigDecimal start =
        Times.seconds(fields, "start")
            .or(() -> Times.seconds(fields, "start_time"))
            .orElse(BigDecimal.ZERO);
    Optional<BigDecimal> end =
        Times.seconds(fields, "end").or(() -> Times.seconds(fields, "end_time"));
    Optional<BigDecimal> duration = Times.seconds(fields, "duration");
    if (duration.isPresent() && end.isPresent()) {
      throw fields.wrong(
          "end", "and 'duration' exclude each other", fields.node().path("duration"));
    }
    BigDecimal length =
        duration
            .or(() -> end.map(point -> point.subtract(start)))
            .orElseThrow(() -> fields.missing("duration"));
    if (length.signum() <= 0) {
      throw fields.wrong(
          duration.isPresent() ? "duration" : "end", "should be after the start", fields.node());
    }
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "trim");
    copy(fields, step, "mode");
    return step.put("start", start).put("duration", length);
  }

  private ObjectNode concat(Fields fields) {
    fields.only("inputs");
    JsonNode list = fields.value("inputs").orElseThrow(() -> fields.missing("inputs"));
    if (!list.isArray() || list.isEmpty()) {
      throw fields.wrong("inputs", "should be a list of inputs", list);
    }
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "concat");
    ArrayNode names = step.putArray("inputs");
    for (JsonNode input : list) {
      if (!input.isTextual()) {
        throw fields.wrong("inputs", "should be a list of inputs, each a string", list);
      }
      names.add(input(input.textValue()));
    }
    return step;
  }

  private String input(String reference) {
    String name = "more" + (inputs.size() + 1);
    inputs.put(name, reference);
    return name;
  }

  private static ObjectNode resize(Fields fields) {
    fields.only("width", "height", "fit", "resolution", "keep_aspect");
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "resize");
    Resolution.apply(fields, step);
    copy(fields, step, "width", "height", "fit");
    fields
        .flag("keep_aspect")
        .filter(_ -> !step.has("fit"))
        .ifPresent(keep -> step.put("fit", keep ? "contain" : "fill"));
    return step;
  }

  private ObjectNode watermark(Fields fields) {
    fields.only(
        "image",
        "watermark_path",
        "scale",
        "opacity",
        "position",
        "margin",
        "x",
        "y",
        "from",
        "to");
    String image =
        fields
            .text("image")
            .or(() -> fields.text("watermark_path"))
            .orElseThrow(() -> fields.missing("image"));
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "watermark");
    step.put("input", input(image));
    copy(fields, step, "scale", "opacity");
    return placed(fields, step);
  }

  private static ObjectNode text(Fields fields) {
    fields.only("text", "size", "color", "opacity", "position", "margin", "x", "y", "from", "to");
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "text");
    step.put("text", fields.requiredText("text"));
    copy(fields, step, "size", "color", "opacity");
    return placed(fields, step);
  }

  private static ObjectNode placed(Fields fields, ObjectNode step) {
    copy(fields, step, "position", "margin", "x", "y");
    for (String field : List.of("from", "to")) {
      Times.seconds(fields, field).ifPresent(seconds -> step.put(field, seconds));
    }
    return step;
  }

  private void filter(Fields fields, String name) {
    if (name.equals("eq")) {
      equalizer(fields);
      return;
    }
    String parameter = FILTERS.get(name);
    if (parameter == null) {
      throw fields.wrong(
          "name",
          "should be one of %s or eq".formatted(new TreeMap<>(FILTERS).keySet()),
          JsonNodeFactory.instance.textNode(name));
    }
    fields.only("name", "value", parameter.isEmpty() ? "value" : parameter);
    ObjectNode step = steps.addObject().put("type", "filter").put("name", name);
    fields.value(parameter).or(() -> fields.value("value")).ifPresent(v -> step.set("value", v));
  }

  /** Several filters at once. */
  private void equalizer(Fields fields) {
    fields.only("name", "brightness", "contrast", "saturation");
    for (String name : EQUALIZER) {
      fields
          .value(name)
          .ifPresent(value -> {
            ObjectNode step = steps.addObject().put("type", "filter").put("name", name);
            step.set("value", value);
          });
    }
  }

  private void streams(Fields fields) {
    fields.only("video_stream", "audio_stream");
    fields.value("video_stream").ifPresent(index -> streams.set("video", index));
    fields.value("audio_stream").ifPresent(index -> streams.set("audio", index));
  }

  private static ObjectNode taken(String type, Fields fields, String... names) {
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", type);
    copy(fields.only(names), step, names);
    return step;
  }

  static void copy(Fields from, ObjectNode to, String... names) {
    for (String name : names) {
      from.value(name).ifPresent(value -> to.set(name, value));
    }
  }
}
