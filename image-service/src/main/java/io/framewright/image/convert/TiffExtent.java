package io.framewright.image.convert;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How far the first picture of a classic TIFF file reaches: the largest of its directory's and its
 * strips' or tiles' ends (TIFF 6.0, sections 2, 3 and 15).
 */
final class TiffExtent {

  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;
  private static final int TYPE_SHORT = 3;

  private final MemorySegment content;
  private final ValueLayout.OfShort shorts;
  private final ValueLayout.OfInt ints;

  private TiffExtent(MemorySegment content, ByteOrder order) {
    this.content = content;
    this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
  }

  /** The byte after the picture; 0 if that cannot be said, as of BigTIFF. */
  static long end(MemorySegment content) {
    if (content.byteSize() < 8) {
      return 8;
    }
    boolean little = content.get(ValueLayout.JAVA_BYTE, 0) == 'I';
    var tiff = new TiffExtent(content, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return tiff.u16(2) == 42 ? tiff.directoryEnd(tiff.u32(4)) : 0;
  }

  private long directoryEnd(long directory) {
    if (directory + 2 > content.byteSize()) {
      return directory + 2;
    }
    int entries = u16(directory);
    long end = directory + 2 + 12L * entries + 4;
    if (end > content.byteSize()) {
      return end;
    }
    long offsets = -1;
    long counts = -1;
    for (long entry = directory + 2; entry < end - 4; entry += 12) {
      switch (u16(entry)) {
        case STRIP_OFFSETS, TILE_OFFSETS -> offsets = entry;
        case STRIP_BYTE_COUNTS, TILE_BYTE_COUNTS -> counts = entry;
        default -> {
          // all other tags are small, and libtiff says what is wrong with them
        }
      }
    }
    return offsets < 0 || counts < 0 ? end : Math.max(end, dataEnd(offsets, counts));
  }

  private long dataEnd(long offsets, long counts) {
    long end = 0;
    long n = Math.min(u32(offsets + 4), u32(counts + 4));
    for (long i = 0; i < n && end <= content.byteSize(); i++) {
      end = Math.max(end, value(offsets, i) + value(counts, i));
    }
    return end;
  }

  /** The i-th value of an entry; past the end of the file, so is what it says. */
  private long value(long entry, long i) {
    int width = u16(entry + 2) == TYPE_SHORT ? 2 : 4;
    boolean inline = u32(entry + 4) * width <= 4;
    long at = (inline ? entry + 8 : u32(entry + 8)) + i * width;
    if (at + width > content.byteSize()) {
      return at + width;
    }
    return width == 2 ? u16(at) : u32(at);
  }

  private int u16(long at) {
    return Short.toUnsignedInt(content.get(shorts, at));
  }

  private long u32(long at) {
    return Integer.toUnsignedLong(content.get(ints, at));
  }
}
