package io.framewright.image.convert;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes Windows bitmaps without compression, from the bottom: 24 bits, or 32 with alpha (header
 * version 4).
 */
final class BmpWriter {

  private static final int FILE_HEADER = 14;
  private static final int INFO_HEADER = 40;
  private static final int V4_HEADER = 108;
  private static final int DOTS_PER_METRE = 2835;

  private BmpWriter() {}

  /**
   * @param raw rows from the top, 3 or 4 bytes a pixel: red, green, blue, alpha
   */
  static void write(Path raw, int width, int height, int bands, Path file) throws IOException {
    int rowBytes = Math.toIntExact(((long) width * bands + 3) / 4 * 4);
    byte[] row = new byte[rowBytes];
    ByteBuffer pixels = ByteBuffer.allocate(width * bands);
    try (var in = Files.newByteChannel(raw);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(header(width, height, bands, (long) rowBytes * height));
      for (int y = height - 1; y >= 0; y--) {
        in.position((long) y * width * bands);
        pixels.clear();
        while (pixels.hasRemaining() && in.read(pixels) >= 0) {
          // until the row is whole
        }
        blueFirst(pixels.array(), row, width, bands);
        out.write(row);
      }
    }
  }

  private static void blueFirst(byte[] from, byte[] to, int width, int bands) {
    for (int at = 0; at < width * bands; at += bands) {
      to[at] = from[at + 2];
      to[at + 1] = from[at + 1];
      to[at + 2] = from[at];
      if (bands == 4) {
        to[at + 3] = from[at + 3];
      }
    }
  }

  private static byte[] header(int width, int height, int bands, long bytes) {
    int info = bands == 4 ? V4_HEADER : INFO_HEADER;
    ByteBuffer header = ByteBuffer.allocate(FILE_HEADER + info).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'B').put((byte) 'M').putInt((int) (header.capacity() + bytes)).putInt(0);
    header.putInt(header.capacity()).putInt(info).putInt(width).putInt(height);
    header.putShort((short) 1).putShort((short) (bands * 8));
    header.putInt(bands == 4 ? 3 : 0).putInt((int) bytes);
    header.putInt(DOTS_PER_METRE).putInt(DOTS_PER_METRE).putInt(0).putInt(0);
    if (bands == 4) {
      header.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000);
      header.putInt(0x73524742); // sRGB
    }
    return header.array();
  }
}
