package io.framewright.worker.scratch;

import io.framewright.platform.ids.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one worker process, held by a file lock as long as the process lives:
 *
 * <pre>
 * lock             held while the process lives
 * runs/RUN/        inputs and work of a run, removed when it ends
 * marks/RUN.json   that a run was being done; one left behind means that the process died on it
 * crashes/         fatal error logs of JVMs that died here
 * </pre>
 */
public final class ScratchSpace implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScratchSpace.class);

  private final Path root;
  private final FileChannel lock;

  private ScratchSpace(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the directory for this process, creating it if need be.
   *
   * @throws IllegalStateException if another worker process has it
   * @throws UncheckedIOException if it cannot be made or written
   */
  public static ScratchSpace open(Path root) {
    try {
      Files.createDirectories(root.resolve("runs"));
      Files.createDirectories(root.resolve("marks"));
      Files.createDirectories(root.resolve("crashes"));
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new IllegalStateException(
            "another worker process uses the scratch directory %s: end it, or give this one another in framewright.worker.scratch-dir"
                .formatted(root));
      }
      return new ScratchSpace(root, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use %s as scratch directory; framewright.worker.scratch-dir names another"
              .formatted(root),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another worker of this very JVM
    }
  }

  public Path root() {
    return root;
  }

  public Path marks() {
    return root.resolve("marks");
  }

  public Path crashes() {
    return root.resolve("crashes");
  }

  /** Makes the directory of one run. */
  public RunDirectory directory(RunId run) throws IOException {
    Path base = root.resolve("runs").resolve(run.toString());
    return new RunDirectory(
        base,
        Files.createDirectories(base.resolve("inputs")),
        Files.createDirectories(base.resolve("work")));
  }

  /** Removes what runs of a dead process left behind. */
  public void clearRuns() {
    Path runs = root.resolve("runs");
    deleteTree(runs);
    try {
      Files.createDirectories(runs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create %s".formatted(runs), e);
    }
  }

  /** Bytes that this process may still write here. */
  public long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see how full the disk of %s is".formatted(root), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give up the scratch directory %s".formatted(root), e);
    }
  }

  /** Deletes without following links. What resists is logged and left to the next start. */
  static void deleteTree(Path tree) {
    try {
      Files.walkFileTree(tree, new Deletion());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("path", tree).setCause(e).log("scratch files could not be removed");
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
