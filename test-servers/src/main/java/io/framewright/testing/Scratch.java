package io.framewright.testing;

import io.framewright.embedded.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the embedded servers of tests live. */
final class Scratch {

  private Scratch() {}

  /** An empty directory that every user may enter: for root, Postgres runs as nobody. */
  static Path directory(String name) {
    try {
      Path directory = Files.createTempDirectory("framewright-" + name + "-");
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a scratch directory for " + name, e);
    }
  }

  /** Unpacked programs, kept from one test run to the next. */
  static Cache cache() {
    return new Cache(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "framewright-test-programs-" + System.getProperty("user.name")));
  }
}
