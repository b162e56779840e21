package io.framewright.transcoder.run;

import java.util.List;
import java.util.Map;

/**
 * A program to run, sandbox included.
 *
 * @param environment all that it sees
 */
public record Command(List<String> words, Map<String, String> environment) {

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
