package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The parameters of {@code audio.waveform}, version 1: the sound as a picture.
 *
 * @param color of the wave, as #rrggbb or a name
 * @param split whether each channel has a line of its own
 */
public record WaveformParams(
    List<Step> steps,
    StreamChoice streams,
    int width,
    int height,
    String color,
    String background,
    boolean split,
    PictureFormat.Wish picture)
    implements Wanted {

  public WaveformParams {
    steps = List.copyOf(steps);
  }

  static WaveformParams parse(String json) {
    JsonNode params = Params.read(json);
    return new WaveformParams(
        Steps.of(params),
        StreamChoice.of(params),
        params.path("width").asInt(1280),
        params.path("height").asInt(240),
        params.path("color").asText("#3366cc"),
        params.path("background").asText("white"),
        params.path("split_channels").asBoolean(false),
        PictureFormat.Wish.of(params));
  }
}
