package io.framewright.transcoder.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the outermost chunks of a RIFF file, of which a large AVI has several. Each says how
 * long it is; ffmpeg takes what is there for all there ever was.
 */
final class RiffChunks {

  private static final int RIFF = 0x4646_4952;

  /** Recorders that were stopped, or that write to a pipe, leave such sizes: they mean nothing. */
  private static final long MEANINGLESS = 0x7FFF_F000L;

  private RiffChunks() {}

  /** Whether {@code file} ends before its last chunk does. */
  static boolean isTruncated(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = in.size();
      long at = 0;
      while (at + 8 <= end) {
        ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        in.read(header, at);
        header.flip();
        if (header.remaining() < 8 || header.getInt() != RIFF) {
          return false;
        }
        long size = Integer.toUnsignedLong(header.getInt());
        if (size == 0 || size >= MEANINGLESS) {
          return false;
        }
        if (at + 8 + size > end) {
          return true;
        }
        at += 8 + size + size % 2;
      }
      return false;
    }
  }
}
