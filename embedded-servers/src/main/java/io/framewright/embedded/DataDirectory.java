package io.framewright.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps its data, held by one server at a time. The hold ends with {@link #close},
 * or with this JVM however that ends.
 */
public final class DataDirectory implements AutoCloseable {

  private static final long LEAST_FREE_BYTES = 256L << 20;

  private final Path path;
  private final FileChannel hold;

  private DataDirectory(Path path, FileChannel hold) {
    this.path = path;
    this.hold = hold;
  }

  /**
   * Creates {@code directory} where it is missing, holds it, and runs {@code start} in it. If that
   * fails the directory is let go of again.
   *
   * @param server for the message, for instance Kafka
   * @throws EmbeddedServerException if it cannot be written to, has less than 256 MB free, or is
   *     held by another server
   */
  public static <S> S hold(Path directory, String server, Function<DataDirectory, S> start) {
    DataDirectory held = open(directory, server);
    try {
      return start.apply(held);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private static DataDirectory open(Path directory, String server) {
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
      return new DataDirectory(created, lock(created, server));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "%s cannot use %s (%s): choose a data directory that can be written to"
              .formatted(server, directory, e.getMessage()),
          e);
    }
  }

  private static FileChannel lock(Path directory, String server) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("held.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      held = false; // by this JVM itself
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new EmbeddedServerException(
          "%s cannot use %s: another %s uses it; end that one, or choose another data directory"
              .formatted(server, directory, server));
    }
    return channel;
  }

  public Path path() {
    return path;
  }

  /** Lets another server have the directory. */
  @Override
  public void close() {
    try {
      hold.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot let go of %s".formatted(path), e);
    }
  }

  /** Removes {@code directory} with all that is in it. */
  public static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
