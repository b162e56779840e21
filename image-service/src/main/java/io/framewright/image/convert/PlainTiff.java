package io.framewright.image.convert;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Pixels in memory as a TIFF file without compression (TIFF 6.0, baseline RGB). */
final class PlainTiff {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;
  private static final int DIRECTORY = 8;
  private static final int BITS = 160;
  private static final int PIXELS = 176;

  private final MemorySegment file;
  private final int width;
  private final int height;
  private final int samples;

  private PlainTiff(MemorySegment file, int width, int height, int samples) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  static PlainTiff allocate(Arena arena, int width, int height, boolean alpha) {
    int samples = alpha ? 4 : 3;
    long bytes = (long) width * height * samples;
    var tiff = new PlainTiff(arena.allocate(PIXELS + bytes), width, height, samples);
    tiff.header(Math.toIntExact(bytes));
    return tiff;
  }

  private void header(int bytes) {
    file.set(INT, 0, 0x002A4949);
    file.set(INT, 4, DIRECTORY);
    int entries = samples == 4 ? 10 : 9;
    file.set(SHORT, DIRECTORY, (short) entries);
    entry(0, 256, TYPE_LONG, 1, width);
    entry(1, 257, TYPE_LONG, 1, height);
    entry(2, 258, TYPE_SHORT, samples, BITS);
    entry(3, 259, TYPE_SHORT, 1, 1);
    entry(4, 262, TYPE_SHORT, 1, 2);
    entry(5, 273, TYPE_LONG, 1, PIXELS);
    entry(6, 277, TYPE_SHORT, 1, samples);
    entry(7, 278, TYPE_LONG, 1, height);
    entry(8, 279, TYPE_LONG, 1, bytes);
    if (samples == 4) {
      entry(9, 338, TYPE_SHORT, 1, 2); // the fourth sample is alpha, not multiplied in
    }
    for (int i = 0; i < samples; i++) {
      file.set(SHORT, BITS + 2L * i, (short) 8);
    }
  }

  private void entry(int index, int tag, int type, int count, int value) {
    long at = DIRECTORY + 2 + 12L * index;
    file.set(SHORT, at, (short) tag);
    file.set(SHORT, at + 2, (short) type);
    file.set(INT, at + 4, count);
    file.set(INT, at + 8, value);
  }

  /**
   * @param colour 0xAARRGGBB
   */
  void set(int x, int y, int colour) {
    long at = PIXELS + ((long) y * width + x) * samples;
    file.set(ValueLayout.JAVA_BYTE, at, (byte) (colour >> 16));
    file.set(ValueLayout.JAVA_BYTE, at + 1, (byte) (colour >> 8));
    file.set(ValueLayout.JAVA_BYTE, at + 2, (byte) colour);
    if (samples == 4) {
      file.set(ValueLayout.JAVA_BYTE, at + 3, (byte) (colour >>> 24));
    }
  }

  void fill(int colour) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        set(x, y, colour);
      }
    }
  }

  MemorySegment file() {
    return file;
  }
}
