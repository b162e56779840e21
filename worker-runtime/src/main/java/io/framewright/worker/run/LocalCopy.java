package io.framewright.worker.run;

import io.framewright.platform.ids.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * What was written to a file of the run, as it came in.
 *
 * @param sha256 lower-case hex
 */
record LocalCopy(long bytes, String sha256) {

  private static final int CHUNK = 1 << 16;

  /** The worker's own disk failed, not where the content comes from. */
  static final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Writes all that comes to {@code file}.
   *
   * @param sofar is told the number of bytes now and then
   * @throws DiskException if the file cannot be written
   * @throws IOException if {@code from} cannot be read
   */
  static LocalCopy of(InputStream from, Path file, LongConsumer sofar)
      throws IOException, InterruptedException {
    MessageDigest digest = Digests.newSha256();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    try (OutputStream to = create(file)) {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while fetching");
        }
        digest.update(chunk, 0, read);
        write(to, chunk, read);
        bytes += read;
        sofar.accept(bytes);
      }
    }
    return new LocalCopy(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static OutputStream create(Path file) throws DiskException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static void write(OutputStream to, byte[] chunk, int length) throws DiskException {
    try {
      to.write(chunk, 0, length);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }
}
