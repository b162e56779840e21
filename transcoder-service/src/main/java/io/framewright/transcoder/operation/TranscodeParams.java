package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The parameters of {@code video.transcode}, version 1.
 *
 * @param preset x264's word for the trade of time against size
 */
public record TranscodeParams(
    List<Step> steps,
    OutputFormat format,
    Optional<String> videoCodec,
    OptionalInt crf,
    String preset,
    OptionalDouble fps,
    Optional<String> audioCodec,
    OptionalInt audioKilobits,
    OptionalInt channels) {

  public TranscodeParams {
    steps = List.copyOf(steps);
  }

  /**
   * @param json canonical JSON that is valid against the operation's schema
   */
  public static TranscodeParams parse(String json) {
    JsonNode params = Params.read(json);
    JsonNode output = params.path("output");
    JsonNode video = output.path("video");
    JsonNode audio = output.path("audio");
    List<Step> steps = new ArrayList<>();
    params.path("steps").forEach(step -> steps.add(step(step)));
    return new TranscodeParams(
        steps,
        Params.word(OutputFormat.class, output.path("format").asText()),
        Params.text(video, "codec"),
        Params.integer(video, "crf"),
        video.path("preset").asText("medium"),
        Params.number(video, "fps"),
        Params.text(audio, "codec"),
        kilobits(audio.path("bitrate")),
        Params.integer(audio, "channels"));
  }

  private static Step step(JsonNode step) {
    String type = step.path("type").asText();
    return switch (type) {
      case "trim" ->
          new Step.Trim(step.path("start").doubleValue(), step.path("duration").doubleValue());
      case "resize" ->
          new Step.Resize(
              Params.integer(step, "width"),
              Params.integer(step, "height"),
              Params.word(Step.Fit.class, step.path("fit").asText("contain")));
      default -> throw new IllegalArgumentException("no step '%s'".formatted(type));
    };
  }

  private static OptionalInt kilobits(JsonNode bitrate) {
    if (!bitrate.isTextual()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(bitrate.asText().replace("k", "")));
  }
}
