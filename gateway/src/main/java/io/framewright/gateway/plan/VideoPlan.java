package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Video and sound into video or sound. */
final class VideoPlan {

  static final String OPERATION = "video.transcode";
  private static final List<String> TYPES = List.of("trim", "resize", "transcode", "convert");

  private final OutputFormat format;
  private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode video = JsonNodeFactory.instance.objectNode();
  private final ObjectNode audio = JsonNodeFactory.instance.objectNode();

  private VideoPlan(OutputFormat format) {
    this.format = format;
  }

  static Plan of(OutputRequest output, List<StepRequest> requests) {
    VideoPlan plan = new VideoPlan(output.format());
    requests.forEach(plan::add);
    output.video().ifPresent(plan::video);
    output.audio().ifPresent(plan::audio);
    return plan.build();
  }

  private void add(StepRequest step) {
    switch (step.type()) {
      case "trim" -> steps.add(trim(step.params()));
      case "resize" -> steps.add(resize(step.params()));
      case "transcode", "convert" -> transcode(step.params());
      default -> throw step.unknown(TYPES, "for " + format.id());
    }
  }

  private static ObjectNode trim(Fields fields) {
    fields.only("start", "start_time", "duration", "end", "end_time");
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
    return step.put("start", start).put("duration", length);
  }

  private static ObjectNode resize(Fields fields) {
    fields.only("width", "height", "fit", "resolution", "keep_aspect");
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "resize");
    Resolution.apply(fields, step);
    for (String field : List.of("width", "height", "fit")) {
      fields.value(field).ifPresent(value -> step.set(field, value));
    }
    fields
        .flag("keep_aspect")
        .filter(_ -> !step.has("fit"))
        .ifPresent(keep -> step.put("fit", keep ? "contain" : "fill"));
    return step;
  }

  private void transcode(Fields fields) {
    fields.only(
        "video_codec", "audio_codec", "preset", "crf", "fps", "width", "height", "audio_bitrate");
    fields.text("video_codec").ifPresent(codec -> video.put("codec", codec(fields, "video_codec")));
    fields.text("audio_codec").ifPresent(codec -> audio.put("codec", codec(fields, "audio_codec")));
    for (String field : List.of("preset", "crf", "fps")) {
      fields.value(field).ifPresent(value -> video.set(field, value));
    }
    fields.value("audio_bitrate").ifPresent(value -> audio.set("bitrate", value));
    if (fields.value("width").isPresent() || fields.value("height").isPresent()) {
      ObjectNode step = steps.addObject().put("type", "resize");
      for (String field : List.of("width", "height")) {
        fields.value(field).ifPresent(value -> step.set(field, value));
      }
    }
  }

  private void video(Fields fields) {
    fields.only("codec", "preset", "crf", "resolution", "fps");
    fields.text("codec").ifPresent(_ -> video.put("codec", codec(fields, "codec")));
    for (String field : List.of("preset", "crf", "fps")) {
      fields.value(field).ifPresent(value -> video.set(field, value));
    }
    if (fields.value("resolution").isPresent()) {
      Resolution.apply(fields, steps.addObject().put("type", "resize"));
    }
  }

  private void audio(Fields fields) {
    fields.only("codec", "bitrate", "channels");
    fields.text("codec").ifPresent(_ -> audio.put("codec", codec(fields, "codec")));
    for (String field : List.of("bitrate", "channels")) {
      fields.value(field).ifPresent(value -> audio.set(field, value));
    }
  }

  private String codec(Fields fields, String field) {
    return Codecs.checked(format, fields, field);
  }

  private Plan build() {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    if (!steps.isEmpty()) {
      params.set("steps", steps);
    }
    ObjectNode target = params.putObject("output").put("format", format.id());
    if (!video.isEmpty()) {
      target.set("video", video);
    }
    if (!audio.isEmpty()) {
      target.set("audio", audio);
    }
    return new Plan(
        Plan.TRANSCODE_POOL, OPERATION, 1, params, format, "output." + format.extension());
  }
}
