package io.framewright.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where standard output goes. */
final class Terminal {

  private Terminal() {}

  /** Whether a person looks at it. */
  static boolean isOutput() {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether to write in colour: to a terminal, unless NO_COLOR (no-color.org) is set. */
  static boolean hasColour() {
    String refused = System.getenv("NO_COLOR");
    return isOutput() && (refused == null || refused.isEmpty());
  }
}
