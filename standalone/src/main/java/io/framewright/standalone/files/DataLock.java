package io.framewright.standalone.files;

import io.framewright.standalone.CannotRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held by the process that uses a data directory. The kernel lets go of it when the process ends,
 * however it ends.
 */
public final class DataLock implements AutoCloseable {

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws CannotRunException if another process has it
   */
  public static DataLock take(DataDirectory directory) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw inUse(directory);
      }
      return new DataLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock %s".formatted(directory.lock()), e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // this very process has it
    }
  }

  private static CannotRunException inUse(DataDirectory directory) {
    String who =
        Instance.read(directory)
            .filter(Instance::isAlive)
            .map(instance -> " (process %d)".formatted(instance.pid()))
            .orElse("");
    return new CannotRunException(
        "the data directory %s is in use by another platform%s".formatted(directory.root(), who),
        "stop it with: ./framewright down --data %s   or use another with --data DIR --port N"
            .formatted(directory.root()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock", e);
    }
  }
}
