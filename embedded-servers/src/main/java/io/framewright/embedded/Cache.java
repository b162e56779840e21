package io.framewright.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Programs that come packed in jars, unpacked once into a directory. An entry appears whole or not
 * at all, so processes may share a cache and die at any moment.
 *
 * @param directory created if missing; its file system must allow programs to run
 */
public record Cache(Path directory) {

  /** Fills a fresh directory. */
  @FunctionalInterface
  public interface Unpack {
    void into(Path directory) throws IOException;
  }

  public Cache {
    directory = directory.toAbsolutePath();
  }

  /**
   * The directory {@code name}, unpacked now if it is not there yet.
   *
   * @param name with the version of what is in it
   * @throws EmbeddedServerException if it cannot be written
   */
  public Path entry(String name, Unpack unpack) {
    Path entry = directory.resolve(name);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      Path fresh = Files.createTempDirectory(directory, "unpacking-");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpack.into(fresh);
      publish(fresh, entry);
      return entry;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "cannot unpack %s into %s: %s; make room there, or choose another cache directory"
              .formatted(name, directory, e.getMessage()),
          e);
    }
  }

  private static void publish(Path fresh, Path entry) throws IOException {
    try {
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(entry)) {
        throw e;
      }
      DataDirectory.delete(fresh); // another process was faster
    }
  }

  /** Copies one packed file, as a program if {@code executable}. */
  public static void copy(String resource, Path target, boolean executable) throws IOException {
    try (InputStream in = open(resource)) {
      Files.copy(in, target);
    }
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Opens what is packed at {@code resource}, from the root of the class path. */
  public static InputStream open(String resource) throws IOException {
    InputStream in = Cache.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("%s is not on the class path".formatted(resource));
    }
    return in;
  }
}
