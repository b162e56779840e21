package io.framewright.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The committed media. */
public final class Samples {

  private Samples() {}

  /** 12 megapixels, with EXIF. */
  public static Path photo() {
    return sample("photo.jpg");
  }

  /** Eight seconds, with sound. */
  public static Path clip() {
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
