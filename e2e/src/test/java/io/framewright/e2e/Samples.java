package io.framewright.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The committed media. */
final class Samples {

  private Samples() {}

  static Path photo() {
    return sample("photo.jpg");
  }

  static Path clip() {
    return sample("clip.mp4");
  }

  private static Path sample(String name) {
    Path file = Path.of("..", "samples", name).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing");
    }
    return file;
  }
}
