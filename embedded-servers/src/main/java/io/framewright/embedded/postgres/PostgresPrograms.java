package io.framewright.embedded.postgres;

import io.framewright.embedded.Cache;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The Postgres programs, packed as a compressed tar. */
final class PostgresPrograms {

  private static final String PACKED = "/postgres-linux-x86_64.txz";
  private static final int ANYONE_MAY_RUN = 0b001;

  private PostgresPrograms() {}

  /** The directory with {@code bin}, {@code lib} and {@code share}. */
  static Path unpack(Cache cache) {
    return cache.entry("postgres-18.6.0", PostgresPrograms::unpackInto);
  }

  private static void unpackInto(Path directory) throws IOException {
    try (InputStream packed = new BufferedInputStream(Cache.open(PACKED));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, directory);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path directory)
      throws IOException {
    Path target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("%s leads out of the archive".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      createDirectories(target, directory);
      return;
    }
    createDirectories(target.getParent(), directory);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean program = (entry.getMode() & ANYONE_MAY_RUN) != 0;
      allow(target, program ? "rwxr-xr-x" : "rw-r--r--");
    }
  }

  /** Directories that everybody may enter, whatever the umask. */
  private static void createDirectories(@Nullable Path target, Path root) throws IOException {
    if (target == null || target.equals(root) || Files.isDirectory(target)) {
      return;
    }
    createDirectories(target.getParent(), root);
    Files.createDirectory(target);
    allow(target, "rwxr-xr-x");
  }

  private static void allow(Path target, String permissions) throws IOException {
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
  }
}
