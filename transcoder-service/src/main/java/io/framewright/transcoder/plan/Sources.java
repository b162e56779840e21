package io.framewright.transcoder.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a task.
 *
 * @param others the inputs besides the main one, by name
 */
public record Sources(Source main, Map<String, Source> others) {

  public Sources {
    others = Map.copyOf(others);
  }

  Optional<Source> named(String input) {
    return Optional.ofNullable(others.get(input));
  }

  /** All the files, for the sandbox. */
  public List<Path> files() {
    return Stream.concat(Stream.of(main), others.values().stream()).map(Source::file).toList();
  }
}
