package io.framewright.worker;

import io.framewright.platform.errors.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How a run ended, as the handler saw it. */
public sealed interface TaskResult {

  /**
   * The outputs are made and checked.
   *
   * @param warnings what was done otherwise than asked, in words
   * @param engineSeconds wall time in the engine
   * @param inputMedia technical metadata of the inputs by input name, each a JSON object
   */
  record Done(
      List<Output> outputs,
      List<String> warnings,
      double engineSeconds,
      Map<String, String> inputMedia)
      implements TaskResult {
    public Done {
      outputs = List.copyOf(outputs);
      warnings = List.copyOf(warnings);
      inputMedia = Map.copyOf(inputMedia);
    }
  }

  /** The input or the request is wrong; it is never tried again. */
  record BadInput(ErrorCode code, String message) implements TaskResult {}

  /** Passing trouble; it is tried again. */
  record Transient(ErrorCode code, String message) implements TaskResult {}

  /**
   * This worker lacks disk or memory; it is tried again later, and this worker stops claiming for a
   * while.
   */
  record Resource(ErrorCode code, String message) implements TaskResult {}

  /** The decoder died on this input. Twice, and the input is poison. */
  record Crashed(String message) implements TaskResult {}

  /**
   * A file that the handler made.
   *
   * @param name unique within the job, no path: output.webp
   * @param file in the task's scratch directory
   * @param media technical metadata as a JSON object
   */
  record Output(
      String name,
      Path file,
      String contentType,
      OptionalInt width,
      OptionalInt height,
      OptionalDouble durationSeconds,
      Optional<String> media) {}
}
