package io.framewright.standalone.files;

import io.framewright.standalone.CannotRunException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The photo and the clip that come with Framewright. */
public final class SampleFiles {

  private SampleFiles() {}

  /**
   * Where they lie: {@code photo.jpg} and {@code clip.mp4}.
   *
   * @throws CannotRunException if they are not there
   */
  public static Path directory() {
    Path samples = Path.of(System.getProperty("framewright.home", "."), "samples");
    if (!Files.isRegularFile(samples.resolve("photo.jpg"))) {
      throw new CannotRunException(
          "there are no samples in %s".formatted(samples.toAbsolutePath()),
          "run ./framewright from a whole copy of the repository");
    }
    return samples;
  }
}
