package io.framewright.transcoder.media;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.ExitReading;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.worker.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks ffprobe what is in a file. */
public final class MediaProbe {

  private final Ffmpeg ffmpeg;
  private final Duration patience;

  public MediaProbe(Ffmpeg ffmpeg, Duration patience) {
    this.ffmpeg = ffmpeg;
    this.patience = patience;
  }

  /** What comes of a look at a file. */
  public sealed interface Probed {

    /**
     * @param demuxer ffmpeg's, the only one to open it with
     */
    record Known(MediaInfo media, String demuxer) implements Probed {}

    /** It is nothing that can be worked with. */
    record Refused(TaskResult result) implements Probed {}
  }

  /** Looks at a file of unknown origin: at its bytes first, with ffprobe only if those will do. */
  public Probed input(Path file) throws IOException, InterruptedException {
    Optional<Container> container = ContainerSniffer.sniff(file);
    if (container.isEmpty()) {
      return refused(
          ErrorCode.UNSUPPORTED_MEDIA, "the input is no video or audio file of a supported kind");
    }
    if (isTruncated(file, container.get())) {
      return refused(
          ErrorCode.INPUT_TRUNCATED,
          "the input ends at byte %d, before its own header says".formatted(Files.size(file)));
    }
    return probe(file, container.get());
  }

  /** Looks at a file that may also be a picture, to be laid over the film. */
  public Probed inputOrPicture(Path file) throws IOException, InterruptedException {
    Optional<StillPicture> picture = StillPicture.sniff(file);
    return picture.isPresent()
        ? probe(file, "picture", picture.get().demuxer(), false)
        : input(file);
  }

  /** What the file's own structure says; the other containers tell by their duration, or not. */
  private static boolean isTruncated(Path file, Container container) throws IOException {
    return switch (container) {
      case ISO_MEDIA -> IsoBoxes.isTruncated(file);
      case AVI, WAV -> RiffChunks.isTruncated(file);
      case MATROSKA, FLAC, FLV, MPEG_PS, MPEG_TS, OGG, MP3 -> false;
    };
  }

  /** Looks at a file that we made, with the demuxer that belongs to it. */
  public Probed output(Path file, String format, String demuxer)
      throws IOException, InterruptedException {
    return probe(file, format, demuxer, true);
  }

  private Probed probe(Path file, Container container) throws IOException, InterruptedException {
    return probe(file, container.word(), container.demuxer(), container.announcesDuration());
  }

  private Probed probe(Path file, String format, String demuxer, boolean announced)
      throws IOException, InterruptedException {
    Capture capture =
        Capture.of(
            ffmpeg.ffprobe(
                List.of(
                    "-hide_banner",
                    "-loglevel",
                    "level+warning",
                    "-protocol_whitelist",
                    "file,pipe",
                    "-format_whitelist",
                    demuxer,
                    "-f",
                    demuxer,
                    "-show_entries",
                    ProbeJson.ENTRIES,
                    "-of",
                    "json",
                    "-i",
                    "file:" + file),
                Reach.reading(file)),
            patience);
    if (capture.timedOut()) {
      return new Probed.Refused(
          new TaskResult.Transient(
              ErrorCode.PROCESSING_ERROR,
              "ffprobe took longer than %d s".formatted(patience.toSeconds())));
    }
    if (capture.exitCode() != 0) {
      return new Probed.Refused(ExitReading.read(capture.exitCode(), capture.log()));
    }
    return new Probed.Known(
        ProbeJson.parse(capture.output(), format, announced, Files.size(file)), demuxer);
  }

  private static Probed refused(ErrorCode code, String message) {
    return new Probed.Refused(new TaskResult.BadInput(code, message));
  }
}
