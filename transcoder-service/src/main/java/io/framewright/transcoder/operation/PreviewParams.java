package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The parameters of {@code video.preview}, version 1: a short animation that browsers show as a
 * picture.
 *
 * @param gif whether it is a GIF, else WebP
 * @param width in pixels, at most
 * @param loops how often it is shown; 0 for ever
 * @param quality of WebP, 1 to 100
 */
public record PreviewParams(
    List<Step> steps,
    StreamChoice streams,
    boolean gif,
    double start,
    double duration,
    double fps,
    int width,
    int loops,
    int quality)
    implements Wanted {

  public PreviewParams {
    steps = List.copyOf(steps);
  }

  static PreviewParams parse(String json) {
    JsonNode params = Params.read(json);
    JsonNode output = params.path("output");
    return new PreviewParams(
        Steps.of(params),
        StreamChoice.of(params),
        output.path("format").asText().equals("gif"),
        params.path("start").asDouble(0),
        params.path("duration").asDouble(3),
        params.path("fps").asDouble(10),
        params.path("width").asInt(320),
        params.path("loops").asInt(0),
        output.path("quality").asInt(75));
  }
}
