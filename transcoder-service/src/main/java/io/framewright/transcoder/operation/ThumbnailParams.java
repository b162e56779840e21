package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;

/** The parameters of {@code video.thumbnail}, version 1. */
public record ThumbnailParams(
    List<Step> steps,
    StreamChoice streams,
    Pick pick,
    OptionalInt width,
    OptionalInt height,
    PictureFormat.Wish picture)
    implements Wanted {

  public ThumbnailParams {
    steps = List.copyOf(steps);
  }

  /** Which frames become pictures. */
  public sealed interface Pick {

    /** The one that is seen at so many seconds. */
    record At(double seconds) implements Pick {}

    /** So many at even intervals. */
    record Several(int count) implements Pick {}

    /** The one that is most like all the others. */
    record Best() implements Pick {}
  }

  /**
   * @param json canonical JSON that is valid against the operation's schema
   */
  public static ThumbnailParams parse(String json) {
    JsonNode params = Params.read(json);
    return new ThumbnailParams(
        Steps.of(params),
        StreamChoice.of(params),
        pick(params),
        Params.integer(params, "width"),
        Params.integer(params, "height"),
        PictureFormat.Wish.of(params));
  }

  private static Pick pick(JsonNode params) {
    if (params.path("best").asBoolean(false)) {
      return new Pick.Best();
    }
    return params.hasNonNull("count")
        ? new Pick.Several(params.path("count").intValue())
        : new Pick.At(params.path("timestamp").asDouble(1));
  }
}
