package io.framewright.standalone.check;

import io.framewright.standalone.engines.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that rows name: pictures of the matrix, samples, and films that ffmpeg makes as {@code
 * films.csv} says.
 *
 * @param matrix the folder with the tables
 * @param made where films are made
 */
record Inputs(Path matrix, Path samples, Path made, Tools tools) {

  private static final List<String> SOURCE =
      List.of(
          "-f",
          "lavfi",
          "-i",
          "testsrc2=size=320x180:rate=25",
          "-f",
          "lavfi",
          "-i",
          "sine=frequency=440:sample_rate=48000",
          "-t",
          "4");

  /**
   * The file, made if it has to be.
   *
   * @param film whether a row about films names it
   * @throws IllegalStateException if ffmpeg does not make it
   */
  synchronized Path file(String name, boolean film) {
    if (!film) {
      Path picture = matrix.resolve("pictures").resolve(name);
      return Files.exists(picture) ? picture : samples.resolve(name);
    }
    Path file = made.resolve(name);
    return Files.exists(file) ? file : make(name, file);
  }

  private Path make(String name, Path file) {
    List<String> recipe = recipe(name);
    List<String> arguments =
        recipe.getFirst().equals("turned") ? turned(recipe.getLast()) : made(recipe);
    arguments.add(file.toString());
    CommandRunner.Outcome outcome = tools.ffmpeg(arguments);
    if (!outcome.succeeded()) {
      throw new IllegalStateException("cannot make %s: %s".formatted(name, outcome.lastLine()));
    }
    return file;
  }

  private static List<String> made(List<String> recipe) {
    List<String> arguments = new ArrayList<>(SOURCE);
    arguments.addAll(recipe);
    return arguments;
  }

  /** To be turned by a quarter when it is shown. */
  private List<String> turned(String name) {
    String film = file(name, true).toString();
    return new ArrayList<>(
        tools.major() < 6
            ? List.of("-i", film, "-c", "copy", "-metadata:s:v:0", "rotate=270")
            : List.of("-display_rotation:v", "-90", "-i", film, "-c", "copy"));
  }

  private List<String> recipe(String name) {
    Path table = matrix.resolve("films.csv");
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .filter(line -> line.startsWith(name + " | "))
          .map(line -> List.of(line.substring(name.length() + 3).split(" ")))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException("%s does not say what %s is".formatted(table, name)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(table), e);
    }
  }
}
