package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.engine.FfmpegDetection;
import io.framewright.transcoder.engine.FfmpegSettings;
import io.framewright.transcoder.engine.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine that the tests use: what FRAMEWRIGHT_FFMPEG_FFMPEG names, else the PATH's, else the
 * engine cache. None is a failure: a test that is left out proves nothing.
 */
final class Engines {

  static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

  private Engines() {}

  static Ffmpeg real(String sandbox) {
    return new FfmpegDetection(programs(), settings().limits()).detect(sandbox);
  }

  static Programs programs() {
    return Programs.find(
        named()
            .or(() -> onPath() ? Optional.of(new FfmpegSettings("", "", "")) : cached())
            .orElseThrow(() ->
                new AssertionError(
                    "these tests need ffmpeg: apt-get install ffmpeg, or name one with"
                        + " FRAMEWRIGHT_FFMPEG_FFMPEG (and _FFPROBE, _LIBRARY_PATH)")),
        PATH);
  }

  /** The defaults, but for a short patience. */
  static TranscoderSettings settings() {
    return patient(Duration.ofSeconds(60));
  }

  static TranscoderSettings patient(Duration stall) {
    TranscoderSettings defaults = TranscoderSettings.DEFAULTS;
    return new TranscoderSettings(
        defaults.sandbox(),
        defaults.threads(),
        stall,
        defaults.deadline(),
        defaults.probeTimeout(),
        defaults.maxOutputBytes(),
        defaults.maxMemoryBytes(),
        defaults.maxSide(),
        defaults.maxStreams(),
        defaults.maxDuration(),
        defaults.font());
  }

  private static Optional<FfmpegSettings> named() {
    String ffmpeg = named("FRAMEWRIGHT_FFMPEG_FFMPEG");
    return ffmpeg.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FfmpegSettings(
                ffmpeg,
                named("FRAMEWRIGHT_FFMPEG_FFPROBE"),
                named("FRAMEWRIGHT_FFMPEG_LIBRARY_PATH")));
  }

  private static String named(String name) {
    return System.getProperty(name, System.getenv().getOrDefault(name, ""));
  }

  private static boolean onPath() {
    return Stream.of(PATH.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg")));
  }

  private static Optional<FfmpegSettings> cached() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache/framewright/engines/ffmpeg");
    if (!Files.isDirectory(cache)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(file -> file.endsWith("ffmpeg") && Files.isRegularFile(file))
          .findFirst()
          .map(file ->
              new FfmpegSettings(
                  file.toString(),
                  file.resolveSibling("ffprobe").toString(),
                  String.valueOf(file.getParent())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + cache, e);
    }
  }
}
