package io.framewright.transcoder.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the outermost boxes of an ISO file (ISO/IEC 14496-12, 4.2). Each says how long it is, so
 * a file that ends within one was cut, which ffmpeg by itself takes for a short film.
 */
final class IsoBoxes {

  private static final int MAX_BOXES = 1_000_000;

  private IsoBoxes() {}

  /** Whether {@code file} ends before its last box does. */
  static boolean isTruncated(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = in.size();
      long at = 0;
      for (int boxes = 0; at < end && boxes < MAX_BOXES; boxes++) {
        ByteBuffer header = ByteBuffer.allocate(16);
        in.read(header, at);
        header.flip();
        if (header.remaining() < 8) {
          return isLetters(header) && at > 0;
        }
        long size = Integer.toUnsignedLong(header.getInt());
        if (!isType(header.getInt())) {
          return false;
        }
        if (size == 0) {
          return false;
        }
        if (size == 1) {
          size = header.remaining() < 8 ? Long.MAX_VALUE : header.getLong();
        }
        if (size < 8) {
          return false;
        }
        if (size > end - at) {
          return true;
        }
        at += size;
      }
      return false;
    }
  }

  /** Up to seven bytes that could begin a box; padding with zeros could not. */
  private static boolean isLetters(ByteBuffer rest) {
    while (rest.hasRemaining()) {
      if (rest.get() != 0) {
        return true;
      }
    }
    return false;
  }

  /** Four printable characters, as every box in use has; trailing rubbish mostly has not. */
  private static boolean isType(int type) {
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = type >>> shift & 0xFF;
      if ((letter < 0x20 || letter > 0x7E) && letter != 0xA9) {
        return false;
      }
    }
    return true;
  }
}
