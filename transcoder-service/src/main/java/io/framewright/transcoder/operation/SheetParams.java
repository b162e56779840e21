package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The parameters of {@code video.grid} and {@code video.sprite}, version 1: many frames on one
 * picture.
 */
public record SheetParams(
    List<Step> steps, StreamChoice streams, Layout layout, PictureFormat.Wish picture)
    implements Wanted {

  public SheetParams {
    steps = List.copyOf(steps);
  }

  /** How many frames there are, and how they lie. */
  public sealed interface Layout {

    /**
     * Rows and columns over a picture of a fixed size, taken from 10 to 90 % of the film.
     *
     * @param width of the whole in pixels; likewise height
     */
    record Grid(int rows, int columns, int width, int height) implements Layout {}

    /**
     * One frame every so often over all of the film, with a WebVTT file that says which is where.
     *
     * @param interval seconds; so that there are at most a hundred frames if empty
     * @param width of a frame in pixels
     */
    record Sprite(OptionalDouble interval, int columns, int width, OptionalInt height)
        implements Layout {}
  }

  static SheetParams grid(String json) {
    JsonNode params = Params.read(json);
    return of(
        params,
        new Layout.Grid(
            params.path("rows").asInt(3),
            params.path("columns").asInt(4),
            params.path("width").asInt(1280),
            params.path("height").asInt(720)));
  }

  static SheetParams sprite(String json) {
    JsonNode params = Params.read(json);
    return of(
        params,
        new Layout.Sprite(
            Params.number(params, "interval"),
            params.path("columns").asInt(10),
            params.path("width").asInt(160),
            Params.integer(params, "height")));
  }

  private static SheetParams of(JsonNode params, Layout layout) {
    return new SheetParams(
        Steps.of(params), StreamChoice.of(params), layout, PictureFormat.Wish.of(params));
  }
}
