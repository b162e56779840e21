package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.operations.MediaContainer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Video and sound into video or sound. */
final class VideoPlan {

  static final String OPERATION = "video.transcode";

  private static final List<String> TYPES =
      Stream.concat(
              FilmSteps.TYPES.stream(),
              Stream.of("transcode", "convert", "extract_audio", "metadata"))
          .toList();
  private static final Set<String> SHORT_CRF = Set.of("h264", "h265");
  private static final int LARGEST_SHORT_CRF = 51;
  private static final Map<String, Integer> LAYOUTS =
      Map.of("mono", 1, "stereo", 2, "5.1", 6, "7.1", 8);

  private final OutputFormat format;
  private final FilmSteps steps = new FilmSteps();
  private final ObjectNode video = JsonNodeFactory.instance.objectNode();
  private final ObjectNode audio = JsonNodeFactory.instance.objectNode();
  private final ObjectNode target = JsonNodeFactory.instance.objectNode();
  private final ObjectNode params = JsonNodeFactory.instance.objectNode();

  private VideoPlan(OutputFormat format) {
    this.format = format;
  }

  static Plan of(OutputRequest output, List<StepRequest> requests) {
    VideoPlan plan = new VideoPlan(output.format());
    plan.target.put("format", output.format().id());
    requests.forEach(plan::add);
    output.video().ifPresent(plan::video);
    output.audio().ifPresent(plan::audio);
    return plan.build();
  }

  private void add(StepRequest step) {
    switch (step.type()) {
      case "transcode", "convert" -> transcode(step.params());
      case "extract_audio" -> extract(step.params());
      case "metadata" -> params.put("metadata", step.params().only("mode").requiredText("mode"));
      default -> {
        if (!FilmSteps.isStep(step.type())) {
          throw step.unknown(TYPES, "for " + format.id());
        }
        steps.add(step);
      }
    }
  }

  private void transcode(Fields fields) {
    fields.only(
        "video_codec",
        "audio_codec",
        "preset",
        "crf",
        "fps",
        "width",
        "height",
        "resolution",
        "video_bitrate",
        "audio_bitrate",
        "two_pass",
        "pixel_format",
        "channels",
        "sample_rate",
        "faststart");
    codec(fields, "video_codec", video);
    codec(fields, "audio_codec", audio);
    FilmSteps.copy(fields, video, "preset", "crf", "fps", "two_pass", "pixel_format");
    BitRate.apply(fields, "video_bitrate", video, 100, 50_000);
    BitRate.apply(fields, "audio_bitrate", audio, 6, 1_024);
    FilmSteps.copy(fields, target, "faststart");
    FilmSteps.copy(fields, audio, "sample_rate");
    channels(fields);
    resize(fields);
  }

  private void extract(Fields fields) {
    fields.only("codec", "audio_codec", "bitrate", "channels", "sample_rate");
    if (format.family() == OutputFormat.Family.VIDEO) {
      video.put("codec", MediaContainer.NONE);
    }
    codec(fields, "audio_codec", audio);
    fields
        .text("codec")
        .ifPresent(name -> {
          ObjectNode same = JsonNodeFactory.instance.objectNode().put("audio_codec", name);
          codec(new Fields(same, fields.path(), fields.code()), "audio_codec", audio);
        });
    BitRate.apply(fields, "bitrate", audio, 6, 1_024);
    FilmSteps.copy(fields, audio, "sample_rate");
    channels(fields);
  }

  private void video(Fields fields) {
    fields.only(
        "codec",
        "preset",
        "crf",
        "resolution",
        "width",
        "height",
        "fps",
        "bitrate",
        "two_pass",
        "pixel_format",
        "faststart");
    codec(fields, "codec", video);
    FilmSteps.copy(fields, video, "preset", "crf", "fps", "two_pass", "pixel_format");
    BitRate.apply(fields, "bitrate", video, 100, 50_000);
    FilmSteps.copy(fields, target, "faststart");
    resize(fields);
  }

  private void resize(Fields fields) {
    boolean wished =
        Stream.of("resolution", "width", "height")
            .anyMatch(field -> fields.value(field).isPresent());
    if (wished) {
      steps.addResize(fields);
    }
  }

  private void audio(Fields fields) {
    fields.only("codec", "bitrate", "channels", "sample_rate", "normalize");
    codec(fields, "codec", audio);
    BitRate.apply(fields, "bitrate", audio, 6, 1_024);
    FilmSteps.copy(fields, audio, "sample_rate");
    channels(fields);
    fields.flag("normalize").filter(wished -> wished).ifPresent(_ -> steps.addNormalize());
  }

  private void codec(Fields fields, String field, ObjectNode into) {
    fields.text(field).ifPresent(_ -> into.put("codec", Codecs.checked(format, fields, field)));
  }

  /** A count, or the name of a layout. */
  private void channels(Fields fields) {
    fields
        .value("channels")
        .ifPresent(value -> {
          Integer named = LAYOUTS.get(value.asText());
          if (value.isTextual() && named == null) {
            throw fields.wrong("channels", "should be 1 to 8, mono, stereo, 5.1 or 7.1", value);
          }
          audio.set(
              "channels", value.isTextual() ? JsonNodeFactory.instance.numberNode(named) : value);
        });
  }

  private Plan build() {
    refuseContradictions();
    steps.into(params);
    if (!video.isEmpty()) {
      target.set("video", video);
    }
    if (!audio.isEmpty()) {
      target.set("audio", audio);
    }
    params.set("output", target);
    return new Plan(
        Plan.TRANSCODE_POOL, OPERATION, 1, params, "output." + format.extension(), steps.inputs());
  }

  /** What no input could satisfy is refused before there is a job. */
  private void refuseContradictions() {
    if (format.family() == OutputFormat.Family.AUDIO && steps.changesPictureOnly()) {
      throw contradiction("steps", "%s has no picture to change".formatted(format.id()));
    }
    if (video.path("codec").asText().equals(MediaContainer.COPY) && steps.changesPicture()) {
      throw contradiction("output.video.codec", "a copied picture cannot be changed by operations");
    }
    if (video.has("crf") && video.has("bitrate")) {
      throw contradiction("output.video.crf", "'crf' and 'bitrate' exclude each other");
    }
    if (video.path("two_pass").asBoolean(false) && !video.has("bitrate")) {
      throw contradiction("output.video.two_pass", "two passes need a 'bitrate' to aim at");
    }
    String codec = video.path("codec").asText(defaultCodec());
    if (SHORT_CRF.contains(codec) && video.path("crf").asInt() > LARGEST_SHORT_CRF) {
      throw contradiction(
          "output.video.crf", "the crf of %s is at most %d".formatted(codec, LARGEST_SHORT_CRF));
    }
  }

  private String defaultCodec() {
    return MediaContainer.named(format.id()).stream()
        .flatMap(container -> container.videoCodecs().stream())
        .findFirst()
        .orElse(MediaContainer.NONE);
  }

  private ApiException contradiction(String field, String message) {
    JsonNode value = video.path(field.substring(field.lastIndexOf('.') + 1));
    return new ApiException(
        ErrorCode.INVALID_OUTPUT,
        Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
        ErrorDetails.field(field).value(value.asText()));
  }
}
