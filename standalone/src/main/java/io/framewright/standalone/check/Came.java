package io.framewright.standalone.check;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a row. */
public sealed interface Came {

  /**
   * Files.
   *
   * @param outputs by their names, the main one first
   */
  record Made(Map<String, Path> outputs, List<String> warnings) implements Came {
    public Made {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
      warnings = List.copyOf(warnings);
    }
  }

  /** It was refused, or the job failed. */
  record Refused(String code, String message) implements Came {}
}
