package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.Command;
import io.framewright.transcoder.sandbox.Reach;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small films made at test time. */
final class Clips {

  private static final List<String> SOURCE =
      List.of(
          "-nostdin",
          "-hide_banner",
          "-loglevel",
          "error",
          "-f",
          "lavfi",
          "-i",
          "testsrc2=size=320x180:rate=25",
          "-f",
          "lavfi",
          "-i",
          "sine=frequency=440:sample_rate=48000");

  private Clips() {}

  /** A test picture with a tone, so many seconds long; {@code more} are output arguments. */
  static Path make(Ffmpeg ffmpeg, Path file, double seconds, String... more) {
    List<String> arguments = new ArrayList<>(SOURCE);
    arguments.addAll(List.of("-t", Double.toString(seconds)));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("-y", file.toString()));
    return run(ffmpeg, file, arguments);
  }

  private static Path run(Ffmpeg ffmpeg, Path file, List<String> arguments) {
    Command command =
        ffmpeg.ffmpeg(arguments, new Reach(List.of(), List.of(file.toAbsolutePath().getParent())));
    try {
      Capture capture = Capture.of(command, Duration.ofSeconds(30));
      if (!capture.succeeded()) {
        throw new AssertionError("cannot make %s: %s".formatted(file, capture.log().tail()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while making %s".formatted(file), e);
    }
    return file;
  }

  /** The first part of a file. */
  static Path cut(Path file, double share, Path target) throws IOException {
    Files.copy(file, target);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.truncate((long) (Files.size(file) * share));
    }
    return target;
  }
}
