package io.framewright.transcoder;

import static io.framewright.platform.errors.ErrorCode.INPUT_CORRUPT;
import static io.framewright.platform.errors.ErrorCode.INPUT_TRUNCATED;
import static io.framewright.platform.errors.ErrorCode.PROCESSING_ERROR;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.AnimatedWebp;
import io.framewright.transcoder.media.MediaInfo;
import io.framewright.transcoder.media.MediaJson;
import io.framewright.transcoder.media.MediaProbe;
import io.framewright.transcoder.media.MediaProbe.Probed;
import io.framewright.transcoder.plan.Planned.Expected;
import io.framewright.transcoder.plan.Planned.Picture;
import io.framewright.transcoder.plan.Planned.Product;
import io.framewright.transcoder.plan.Planned.Sound;
import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.Marker;
import io.framewright.transcoder.run.RunLog;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Compares what ffmpeg made with what was planned. ffmpeg ends with 0 when its input stopped in the
 * middle; only the output's length tells.
 */
final class OutputCheck {

  private static final double TOLERANCE_SECONDS = 0.5;
  private static final double TOLERANCE_SHARE = 0.01;

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final Duration patience;

  OutputCheck(Ffmpeg ffmpeg, MediaProbe probe, Duration patience) {
    this.ffmpeg = ffmpeg;
    this.probe = probe;
    this.patience = patience;
  }

  /** What a look at an output says. */
  sealed interface Found {
    record Wrong(TaskResult why) implements Found {}

    /**
     * @param warning what a client should know although it is what could be made of the input
     */
    record Right(TaskResult.Output output, Optional<String> warning) implements Found {}
  }

  Found look(Product product, RunLog log) throws IOException, InterruptedException {
    Path file = product.file();
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return new Found.Wrong(
          new TaskResult.BadInput(INPUT_CORRUPT, "nothing could be decoded from the input"));
    }
    if (product.demuxer().isEmpty()) {
      return unread(product, log);
    }
    String ending = product.name().substring(product.name().lastIndexOf('.') + 1);
    return switch (probe.output(file, ending, product.demuxer().get())) {
      case Probed.Refused refused -> new Found.Wrong(unreadable(refused.result()));
      case Probed.Known known -> {
        Optional<TaskResult> failure = failure(product.expected(), known.media(), log);
        if (failure.isEmpty() && product.expected().seconds().isPresent()) {
          failure = undecodable(product, known.media().video().isPresent());
        }
        yield failure.isPresent()
            ? new Found.Wrong(failure.get())
            : right(product, known.media(), log);
      }
    };
  }

  /**
   * What ffmpeg does not read back: an animated WebP tells by its chunks, text needs no telling.
   */
  private Found unread(Product product, RunLog log) throws IOException {
    Expected expected = product.expected();
    if (expected.picture().isEmpty()) {
      return new Found.Right(
          output(product, Optional.empty(), OptionalDouble.empty(), Optional.empty()),
          Optional.empty());
    }
    Picture wanted = expected.picture().get();
    Optional<AnimatedWebp> made = AnimatedWebp.read(product.file());
    if (made.filter(webp -> webp.width() == wanted.width() && webp.height() == wanted.height())
        .isEmpty()) {
      return new Found.Wrong(
          wrong(
              "the output is no animation of %d x %d".formatted(wanted.width(), wanted.height())));
    }
    OptionalDouble seconds = OptionalDouble.of(made.get().seconds());
    return shortfall(expected, seconds, log)
        .<Found>map(Found.Wrong::new)
        .orElseGet(() ->
            new Found.Right(
                output(product, Optional.of(wanted), seconds, Optional.empty()),
                warning(expected, seconds, log)));
  }

  private static Found right(Product product, MediaInfo made, RunLog log) {
    Optional<Picture> shown =
        product
            .expected()
            .picture()
            .flatMap(_ -> made.video())
            .map(video ->
                video.rotation() % 180 == 0
                    ? new Picture(video.codec(), video.width(), video.height())
                    : new Picture(video.codec(), video.height(), video.width()));
    boolean still = product.expected().seconds().isEmpty() && isPicture(product);
    return new Found.Right(
        output(
            product,
            shown,
            still ? OptionalDouble.empty() : made.duration(),
            Optional.of(MediaJson.of(made))),
        warning(product.expected(), made.duration(), log));
  }

  private static boolean isPicture(Product product) {
    return product.contentType().startsWith("image/");
  }

  private static TaskResult.Output output(
      Product product, Optional<Picture> shown, OptionalDouble seconds, Optional<String> media) {
    return new TaskResult.Output(
        product.name(),
        product.file(),
        product.contentType(),
        shown.map(picture -> OptionalInt.of(picture.width())).orElse(OptionalInt.empty()),
        shown.map(picture -> OptionalInt.of(picture.height())).orElse(OptionalInt.empty()),
        seconds,
        media);
  }

  /** That our own output cannot be read is no fault of the input's. */
  private static TaskResult unreadable(TaskResult why) {
    return why instanceof TaskResult.BadInput bad
        ? wrong(
            "ffmpeg reported success, but its output cannot be read: %s".formatted(bad.message()))
        : why;
  }

  /**
   * The begin must be there to be seen and heard, and the end to be heard. Of the end's pictures
   * only the key frame is decoded, the others are parsed: in a short film that key frame is the
   * first, and all decoding since then would be an eighth of the encode.
   */
  private Optional<TaskResult> undecodable(Product product, boolean pictures)
      throws InterruptedException {
    String demuxer = product.demuxer().orElseThrow();
    List<String> keyFrames = pictures ? List.of("-skip_frame", "nokey") : List.of();
    List<String> open = List.of("-protocol_whitelist", "file,pipe", "-f", demuxer);
    List<String> file = List.of("-i", "file:" + product.file());
    List<String> arguments =
        Stream.of(
                List.of("-nostdin", "-hide_banner", "-loglevel", "level+error", "-xerror"),
                open,
                List.of("-t", "0.5"),
                file,
                open,
                keyFrames,
                List.of("-noaccurate_seek", "-sseof", "-0.5"),
                file,
                List.of("-map", "0", "-map", "1", "-f", "null", "-"))
            .flatMap(List::stream)
            .toList();
    Capture capture = Capture.of(ffmpeg.ffmpeg(arguments, Reach.reading(product.file())), patience);
    return capture.succeeded()
        ? Optional.empty()
        : Optional.of(
            wrong(
                "ffmpeg reported success, but its output cannot be decoded: %s"
                    .formatted(capture.log().lastWord())));
  }

  private static Optional<TaskResult> failure(Expected expected, MediaInfo made, RunLog log) {
    return picture(expected, made)
        .or(() -> sound(expected, made))
        .or(() -> shortfall(expected, made.duration(), log));
  }

  private static Optional<String> warning(Expected expected, OptionalDouble made, RunLog log) {
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
        : Optional.of(
            wrong(
                "the output has no %s picture of %d x %d"
                    .formatted(wanted.codec(), wanted.width(), wanted.height())));
  }

  private static Optional<TaskResult> sound(Expected expected, MediaInfo made) {
    if (expected.sound().isEmpty()) {
      return Optional.empty();
    }
    Sound wanted = expected.sound().get();
    boolean right =
        made.audio()
            .filter(audio ->
                audio.codec().equals(wanted.codec())
                    && wanted.channels().orElse(audio.channels()) == audio.channels())
            .isPresent();
    return right
        ? Optional.empty()
        : Optional.of(
            wrong("the output has not the %s sound that it should".formatted(wanted.codec())));
  }

  private static Optional<TaskResult> shortfall(
      Expected expected, OptionalDouble made, RunLog log) {
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
  private static double missing(Expected expected, OptionalDouble made) {
    if (expected.seconds().isEmpty()) {
      return 0;
    }
    double missing = expected.seconds().getAsDouble() - made.orElse(0);
    return missing > tolerance(expected) ? missing : 0;
  }

  private static double tolerance(Expected expected) {
    return Math.max(TOLERANCE_SECONDS, TOLERANCE_SHARE * expected.seconds().orElse(0));
  }

  private static TaskResult wrong(String message) {
    return new TaskResult.Transient(PROCESSING_ERROR, message);
  }
}
