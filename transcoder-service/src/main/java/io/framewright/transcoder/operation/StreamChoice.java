package io.framewright.transcoder.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * Which of the input's streams are used, each counted from 0 among its kind; the one that a player
 * would take where empty.
 */
public record StreamChoice(OptionalInt video, OptionalInt audio) {

  public static final StreamChoice PLAYERS =
      new StreamChoice(OptionalInt.empty(), OptionalInt.empty());

  static StreamChoice of(JsonNode params) {
    JsonNode streams = params.path("streams");
    return new StreamChoice(Params.integer(streams, "video"), Params.integer(streams, "audio"));
  }
}
