package io.framewright.transcoder.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that one child may see besides the system's libraries, by absolute path.
 *
 * @param readable files or directories
 * @param writable directories
 * @param devices of graphics hardware
 */
public record Reach(List<Path> readable, List<Path> writable, List<Path> devices) {

  public static final Reach NOTHING = new Reach(List.of(), List.of());

  public Reach(List<Path> readable, List<Path> writable) {
    this(readable, writable, List.of());
  }

  public Reach {
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
    devices = List.copyOf(devices);
  }

  /** A look at one file. */
  public static Reach reading(Path input) {
    return new Reach(List.of(input), List.of());
  }
}
