package io.framewright.transcoder.run;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.worker.TaskResult;
import java.util.Optional;

/** What the end of a run says about the input, the machine or ffmpeg. */
public final class ExitReading {

  private static final int SIGILL = 128 + 4;
  private static final int SIGABRT = 128 + 6;
  private static final int SIGBUS = 128 + 7;
  private static final int SIGFPE = 128 + 8;
  private static final int SIGKILL = 128 + 9;
  private static final int SIGSEGV = 128 + 11;
  private static final int SIGXCPU = 128 + 24;
  private static final int SIGXFSZ = 128 + 25;

  private ExitReading() {}

  /** Why there is no output; empty if ffmpeg says that there is one, which is to be checked. */
  public static Optional<TaskResult> failure(RunEnd end) {
    return switch (end.cause()) {
      case CANCELLED ->
          Optional.of(new TaskResult.Transient(ErrorCode.PROCESSING_ERROR, "cancelled"));
      case STALLED ->
          Optional.of(
              new TaskResult.Transient(
                  ErrorCode.PROCESSING_ERROR, "ffmpeg made no progress and was stopped"));
      case DEADLINE ->
          Optional.of(
              new TaskResult.Transient(
                  ErrorCode.PROCESSING_ERROR, "ffmpeg took too long and was stopped"));
      case EXITED ->
          end.exitCode() == 0 ? Optional.empty() : Optional.of(read(end.exitCode(), end.log()));
    };
  }

  /** What an exit code other than 0 means, together with what the program said before. */
  public static TaskResult read(int exitCode, RunLog log) {
    return switch (exitCode) {
      case SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL -> {
        String message =
            "ffmpeg crashed with signal %d: %s".formatted(exitCode - 128, log.lastWord());
        // Some encoders abort when they get no memory: that says nothing about the input.
        yield log.has(Marker.NO_MEMORY)
            ? new TaskResult.Resource(ErrorCode.INSUFFICIENT_RESOURCES, message)
            : new TaskResult.Crashed(message);
      }
      case SIGKILL, SIGXCPU, SIGXFSZ ->
          new TaskResult.Resource(
              ErrorCode.INSUFFICIENT_RESOURCES,
              "ffmpeg was stopped by a limit (signal %d)".formatted(exitCode - 128));
      default -> readLog(exitCode, log);
    };
  }

  private static TaskResult readLog(int exitCode, RunLog log) {
    String word = log.lastWord();
    if (log.has(Marker.NO_SPACE) || log.has(Marker.NO_MEMORY)) {
      return new TaskResult.Resource(ErrorCode.INSUFFICIENT_RESOURCES, word);
    }
    if (log.has(Marker.REFUSED)) {
      return new TaskResult.BadInput(
          ErrorCode.UNSUPPORTED_MEDIA, "the input refers to something outside itself");
    }
    if (log.has(Marker.TRUNCATED)) {
      return new TaskResult.BadInput(ErrorCode.INPUT_TRUNCATED, "the input ends too early");
    }
    if (log.has(Marker.CORRUPT) || log.has(Marker.EMPTY) || log.has(Marker.DAMAGED)) {
      return new TaskResult.BadInput(ErrorCode.INPUT_CORRUPT, "the input cannot be decoded");
    }
    return new TaskResult.Transient(
        ErrorCode.PROCESSING_ERROR, "ffmpeg ended with %d: %s".formatted(exitCode, word));
  }
}
