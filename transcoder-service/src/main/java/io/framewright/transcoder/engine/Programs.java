package io.framewright.transcoder.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine's files on this machine, by real absolute path.
 *
 * @param libraries folder for the loader to look in, if it needs one
 */
public record Programs(Path ffmpeg, Path ffprobe, Optional<Path> libraries) {

  /**
   * Finds them.
   *
   * @param path folders to look in, separated as in PATH
   * @throws IllegalStateException if there is none, saying what to do
   */
  public static Programs find(FfmpegSettings settings, String path) {
    Path ffmpeg = find("ffmpeg", settings.ffmpeg(), folders(path));
    Stream<Path> beside = Stream.ofNullable(ffmpeg.getParent());
    Path ffprobe =
        find("ffprobe", settings.ffprobe(), Stream.concat(beside, folders(path).stream()).toList());
    Optional<Path> libraries =
        Optional.of(settings.libraryPath())
            .filter(folder -> !folder.isEmpty())
            .map(folder -> real(Path.of(folder)));
    return new Programs(ffmpeg, ffprobe, libraries);
  }

  /** The folders that a sandbox must let it see besides the system's. */
  public List<Path> folders() {
    return Stream.concat(
            Stream.of(ffmpeg, ffprobe).flatMap(file -> Stream.ofNullable(file.getParent())),
            libraries.stream())
        .filter(folder -> !folder.startsWith("/usr") && !folder.startsWith("/bin"))
        .distinct()
        .toList();
  }

  private static List<Path> folders(String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static Path find(String name, String configured, List<Path> folders) {
    if (!configured.isEmpty()) {
      Path file = Path.of(configured);
      if (!Files.isExecutable(file)) {
        throw new IllegalStateException(
            "framewright.ffmpeg.%s names %s, which is no program".formatted(name, file));
      }
      return real(file);
    }
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Programs::real)
        .orElseThrow(() ->
            new IllegalStateException(
                "%s is not on the PATH. Install it (apt-get install ffmpeg), or name it with framewright.ffmpeg.%s"
                    .formatted(name, name)));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find %s".formatted(path), e);
    }
  }
}
