package io.framewright.transcoder;

import io.framewright.transcoder.engine.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that the matrix names: one of each kind that people have, made when first asked for.
 */
final class MatrixInputs {

  private static final Path TABLE = Path.of("..", "e2e", "matrix", "films.csv");

  private final Ffmpeg ffmpeg;
  private final Path folder;

  MatrixInputs(Ffmpeg ffmpeg, Path folder) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
  }

  Path file(String name) {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    List<String> arguments = arguments(name);
    return arguments.getFirst().equals("turned")
        ? Clips.turned(ffmpeg, file(arguments.getLast()), file)
        : Clips.make(ffmpeg, file, 4, arguments.toArray(String[]::new));
  }

  private static List<String> arguments(String name) {
    try (Stream<String> lines = Files.lines(TABLE)) {
      return lines
          .filter(line -> line.startsWith(name + " | "))
          .map(line -> List.of(line.substring(name.length() + 3).split(" ")))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("%s does not say what %s is".formatted(TABLE, name)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(TABLE), e);
    }
  }
}
