package io.framewright.standalone.files;

import io.framewright.standalone.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where one platform keeps everything. */
public record DataDirectory(Path root) {

  /** Below this {@code up} refuses to start: a broker without space damages its own log. */
  private static final long LEAST_FREE_BYTES = 512L << 20;

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** {@code ~/.framewright}, with the home of the environment rather than the password file's. */
  public static DataDirectory ofUser() {
    String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
    return new DataDirectory(Path.of(home, ".framewright"));
  }

  /**
   * Makes sure that it is there, writable and has space.
   *
   * @throws CannotRunException saying what to do
   */
  public void prepare() {
    try {
      if (Files.notExists(root)) {
        // others may pass through, because Postgres may have to run as another user
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      }
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new CannotRunException(
          "cannot write to the data directory %s: %s".formatted(root, e.getMessage()),
          "name a directory that you can write to: --data DIR",
          e);
    }
    if (freeBytes() < LEAST_FREE_BYTES) {
      throw new CannotRunException(
          "the disk is full: %d MB free at %s, at least %d MB are needed"
              .formatted(freeBytes() >> 20, root, LEAST_FREE_BYTES >> 20),
          "free some space, or name a directory on another disk: --data DIR");
    }
  }

  public long freeBytes() {
    Path existing = root;
    while (Files.notExists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing.toFile().getUsableSpace();
  }

  public PrivateFile credentials() {
    return new PrivateFile(root.resolve("credentials.json"));
  }

  public PrivateFile secrets() {
    return new PrivateFile(root.resolve("secrets.json"));
  }

  public PrivateFile instance() {
    return new PrivateFile(root.resolve("instance.json"));
  }

  public Path lock() {
    return root.resolve("lock");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path of(String part) {
    return root.resolve(part);
  }

  /**
   * Postgres refuses to run as root, so root runs it as {@code nobody}; where nobody cannot go
   * (such as {@code /root}) its files lie outside, in a place that belongs to this data directory
   * alone.
   *
   * @param id from {@link Secrets}, so that a directory made anew does not meet its old database
   */
  public Path postgres(boolean asNobody, String id) {
    return asNobody && !Reach.ofOthers(root)
        ? Path.of("/var/lib/framewright", id, "postgres")
        : root.resolve("postgres");
  }
}
