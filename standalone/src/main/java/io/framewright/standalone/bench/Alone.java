package io.framewright.standalone.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.framewright.standalone.engines.CommandRunner;

/**
 * What some jobs took a program that has no platform around it.
 *
 * @param peak the most bytes that it has held
 */
public record Alone(Cost cost, long peak) {

  /** As its last line says: {@code {"seconds","cpu_seconds","peak_kb"}}. */
  static Alone of(JsonNode said) {
    return new Alone(
        new Cost(said.required("seconds").asDouble(), said.required("cpu_seconds").asDouble()),
        said.required("peak_kb").asLong() * 1024);
  }

  /**
   * The last line of a program, which is JSON.
   *
   * @param program what it is, in words
   * @throws IllegalStateException if it failed or said something else
   */
  static JsonNode lastLine(CommandRunner.Outcome outcome, String program) {
    if (!outcome.succeeded()) {
      throw new IllegalStateException("%s failed: %s".formatted(program, outcome.lastLine()));
    }
    try {
      return JsonMapper.builder().build().readTree(outcome.lastLine());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("%s said: %s".formatted(program, outcome.lastLine()), e);
    }
  }
}
