package io.framewright.transcoder;

import static io.framewright.platform.errors.ErrorCode.INPUT_TRUNCATED;
import static io.framewright.platform.errors.ErrorCode.PROCESSING_ERROR;

import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.run.Marker;
import io.framewright.transcoder.run.RunLog;
import io.framewright.worker.TaskResult;
import java.util.Optional;

/**
 * Compares what ffmpeg made with what was planned. ffmpeg ends with 0 when its input stopped in the
 * middle; only the output's length tells.
 */
final class OutputCheck {

  private static final double TOLERANCE_SECONDS = 0.5;
  private static final double TOLERANCE_SHARE = 0.01;

  private OutputCheck() {}

  /** What is wrong with the output; empty if it is what was asked for. */
  static Optional<TaskResult> failure(Expected expected, MediaInfo made, RunLog log) {
    return picture(expected, made)
        .or(() -> audio(expected, made))
        .or(() -> shortfall(expected, made, log));
  }

  /** What a client should know although the output is what could be made of the input. */
  static Optional<String> warning(Expected expected, MediaInfo made, RunLog log) {
    if (missing(expected, made) > 0) {
      return Optional.of(
          "the input seemed to be %.1f s longer than what was in it"
              .formatted(missing(expected, made)));
    }
    int damaged = log.count(Marker.DAMAGED);
    return damaged > 0
        ? Optional.of("the input is damaged in %d places, which may show".formatted(damaged))
        : Optional.empty();
  }

  private static Optional<TaskResult> picture(Expected expected, MediaInfo made) {
    if (expected.picture().isEmpty()) {
      return Optional.empty();
    }
    Picture wanted = expected.picture().get();
    boolean right =
        made.video()
            .filter(video ->
                video.codec().equals(wanted.codec())
                    && video.width() == wanted.width()
                    && video.height() == wanted.height())
            .isPresent();
    return right
        ? Optional.empty()
        : wrong(
            "the output has no %s picture of %d x %d"
                .formatted(wanted.codec(), wanted.width(), wanted.height()));
  }

  private static Optional<TaskResult> audio(Expected expected, MediaInfo made) {
    return expected
        .audioCodec()
        .filter(codec -> made.audio().filter(audio -> audio.codec().equals(codec)).isEmpty())
        .flatMap(codec -> wrong("the output has no %s sound".formatted(codec)));
  }

  private static Optional<TaskResult> shortfall(Expected expected, MediaInfo made, RunLog log) {
    double missing = missing(expected, made);
    if (missing <= 0 || !(expected.certain() || log.has(Marker.TRUNCATED))) {
      return Optional.empty();
    }
    return Optional.of(
        new TaskResult.BadInput(
            INPUT_TRUNCATED,
            "the input should give %.1f s, but %.1f s of that are not in it"
                .formatted(expected.seconds().orElse(0), missing)));
  }

  /** Seconds that the output is too short beyond the tolerance; 0 if it is not. */
  private static double missing(Expected expected, MediaInfo made) {
    if (expected.seconds().isEmpty()) {
      return 0;
    }
    double missing = expected.seconds().getAsDouble() - made.duration().orElse(0);
    return missing > tolerance(expected) ? missing : 0;
  }

  private static double tolerance(Expected expected) {
    return Math.max(TOLERANCE_SECONDS, TOLERANCE_SHARE * expected.seconds().orElse(0));
  }

  private static Optional<TaskResult> wrong(String message) {
    return Optional.of(new TaskResult.Transient(PROCESSING_ERROR, message));
  }
}
