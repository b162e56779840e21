package io.framewright.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a server keeps its data. */
public final class DataDirectory {

  private static final long LEAST_FREE_BYTES = 256L << 20;

  private DataDirectory() {}

  /**
   * Creates {@code directory} where it is missing.
   *
   * @param server for the message, for instance Kafka
   * @throws EmbeddedServerException if it cannot be written to, or less than 256 MB are free
   */
  public static Path create(Path directory, String server) {
    try {
      Path created = Files.createDirectories(directory.toAbsolutePath());
      if (!Files.isWritable(created)) {
        throw new EmbeddedServerException(
            "%s cannot write to %s: make it writable, or choose another data directory"
                .formatted(server, created));
      }
      long free = Files.getFileStore(created).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new EmbeddedServerException(
            "%s needs 256 MB free in %s, there are %d MB: make room, or choose another data directory"
                .formatted(server, created, free >> 20));
      }
      return created;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "%s cannot create %s: choose a data directory that can be written to"
              .formatted(server, directory),
          e);
    }
  }
}
