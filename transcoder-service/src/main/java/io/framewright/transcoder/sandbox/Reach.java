package io.framewright.transcoder.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that one child may see besides the system's libraries, by absolute path.
 *
 * @param readable files or directories
 * @param writable directories
 */
public record Reach(List<Path> readable, List<Path> writable) {

  public static final Reach NOTHING = new Reach(List.of(), List.of());

  public Reach {
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
  }

  /** A run that reads one file and writes into one directory. */
  public static Reach of(Path input, Path scratch) {
    return new Reach(List.of(input), List.of(scratch));
  }

  /** A look at one file. */
  public static Reach reading(Path input) {
    return new Reach(List.of(input), List.of());
  }
}
