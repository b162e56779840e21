package io.framewright.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Puts the lines of a server-sent event stream (WHATWG HTML, 9.2) together to messages. */
final class EventReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private String event = "message";
  private final StringBuilder data = new StringBuilder();

  /** Takes one line; a message comes out when it is complete. */
  Optional<Progress> next(String line) {
    if (line.isEmpty()) {
      Optional<Progress> message = data.isEmpty() ? Optional.empty() : Optional.of(message());
      event = "message";
      data.setLength(0);
      return message;
    }
    if (line.startsWith("event:")) {
      event = line.substring("event:".length()).strip();
    } else if (line.startsWith("data:")) {
      data.append(line.substring("data:".length()).strip());
    }
    return Optional.empty();
  }

  private Progress message() {
    try {
      JsonNode json = JSON.readTree(data.toString());
      JsonNode percent = json.has("percentage") ? json.path("percentage") : json.path("progress");
      return new Progress(event, percent.asDouble(), json.path("stage").asText(""));
    } catch (JsonProcessingException e) {
      return new Progress(event, 0, "");
    }
  }
}
