package io.framewright.transcoder.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What the chunks of an animated WebP say (WebP Container Specification, "Extended file format").
 * ffmpeg writes such files, but does not read them.
 *
 * @param width of the canvas in pixels
 * @param seconds of all frames together
 */
public record AnimatedWebp(int width, int height, int frames, double seconds) {

  private static final int HEADER = 12;

  /** Reads {@code file}; empty if it is no whole animated WebP. */
  public static Optional<AnimatedWebp> read(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer riff = at(in, 0, HEADER);
      if (riff.remaining() < HEADER || !word(riff).equals("RIFF")) {
        return Optional.empty();
      }
      long end = Integer.toUnsignedLong(riff.getInt()) + 8;
      return word(riff).equals("WEBP") && end <= in.size() ? chunks(in, end) : Optional.empty();
    }
  }

  private static Optional<AnimatedWebp> chunks(FileChannel in, long end) throws IOException {
    int width = 0;
    int height = 0;
    int frames = 0;
    long millis = 0;
    long at = HEADER;
    while (at + 8 <= end) {
      ByteBuffer chunk = at(in, at, 8 + 16);
      String type = word(chunk);
      long length = Integer.toUnsignedLong(chunk.getInt());
      if (at + 8 + length > end) {
        return Optional.empty();
      }
      if (type.equals("VP8X") && chunk.remaining() >= 10) {
        width = 1 + threeBytes(chunk, chunk.position() + 4);
        height = 1 + threeBytes(chunk, chunk.position() + 7);
      }
      if (type.equals("ANMF") && chunk.remaining() >= 16) {
        frames++;
        millis += threeBytes(chunk, chunk.position() + 12);
      }
      at += 8 + length + length % 2;
    }
    return width > 0 && frames > 0
        ? Optional.of(new AnimatedWebp(width, height, frames, millis / 1000.0))
        : Optional.empty();
  }

  private static ByteBuffer at(FileChannel in, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    in.read(bytes, position);
    return bytes.flip();
  }

  private static String word(ByteBuffer bytes) {
    byte[] letters = new byte[4];
    bytes.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private static int threeBytes(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xFF)
        | (bytes.get(at + 1) & 0xFF) << 8
        | (bytes.get(at + 2) & 0xFF) << 16;
  }
}
