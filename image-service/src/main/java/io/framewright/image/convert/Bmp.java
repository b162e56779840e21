package io.framewright.image.convert;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Reads Windows bitmaps: 1, 4, 8, 16, 24 and 32 bits, palettes, bit fields, run lengths, from the
 * top or from the bottom (Microsoft's "Bitmap Storage", headers of 12 to 124 bytes). Bitmaps that
 * wrap a JPEG or PNG are not read.
 */
final class Bmp {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  private final MemorySegment content;
  private final int headerSize;
  private final int width;
  private final int height;
  private final boolean fromTop;
  private final int bits;
  private final int compression;

  private Bmp(MemorySegment content) throws DamagedException {
    this.content = content;
    this.headerSize = i32(FILE_HEADER);
    boolean core = headerSize == CORE_HEADER;
    this.width = core ? u16(18) : i32(18);
    int rows = core ? u16(20) : i32(22);
    this.height = rows == Integer.MIN_VALUE ? 0 : Math.abs(rows);
    this.fromTop = rows < 0;
    this.bits = core ? u16(24) : u16(28);
    this.compression = core ? 0 : i32(30);
  }

  /** The file is no bitmap that we can read; with what is wrong. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether it is only that the file ends too early. */
    private final boolean endsEarly;

    DamagedException(String message, boolean endsEarly) {
      super(message);
      this.endsEarly = endsEarly;
    }

    boolean endsEarly() {
      return endsEarly;
    }
  }

  /** "BM", and a header of one of the sizes that there are. */
  static boolean looksLike(byte[] head) {
    return head.length >= FILE_HEADER + 4
        && head[0] == 'B'
        && head[1] == 'M'
        && head[15] == 0
        && head[16] == 0
        && head[17] == 0
        && switch (head[14]) {
          case 12, 40, 52, 56, 64, 108, 124 -> true;
          default -> false;
        };
  }

  /** Reads the header. */
  static Bmp of(MemorySegment content) throws DamagedException {
    Bmp bmp = new Bmp(content);
    if (bmp.width < 1 || bmp.height < 1) {
      throw new DamagedException(
          "it says that it is %d × %d".formatted(bmp.width, bmp.height), false);
    }
    boolean known =
        switch (bmp.compression) {
          case 0 ->
              switch (bmp.bits) {
                case 1, 4, 8, 16, 24, 32 -> true;
                default -> false;
              };
          case RLE8 -> bmp.bits == 8;
          case RLE4 -> bmp.bits == 4;
          case BITFIELDS, ALPHA_BITFIELDS -> bmp.bits == 16 || bmp.bits == 32;
          default -> false;
        };
    if (!known) {
      throw new DamagedException(
          "%d bits with compression %d are not known".formatted(bmp.bits, bmp.compression), false);
    }
    return bmp;
  }

  Geometry.Size size() {
    return new Geometry.Size(width, height);
  }

  /** As an uncompressed TIFF, which libvips reads. */
  MemorySegment asTiff(Arena arena) throws DamagedException {
    int[] masks = masks();
    boolean alpha = masks[3] != 0;
    PlainTiff tiff = PlainTiff.allocate(arena, width, height, alpha);
    if (compression == RLE8 || compression == RLE4) {
      runs(tiff);
    } else {
      rows(tiff, masks);
    }
    return tiff.file();
  }

  /** Which bits of a pixel are red, green, blue and alpha; of 16 and 32 bits. */
  private int[] masks() throws DamagedException {
    if (compression != BITFIELDS && compression != ALPHA_BITFIELDS) {
      return bits == 16
          ? new int[] {0x7C00, 0x3E0, 0x1F, 0}
          : new int[] {0xFF0000, 0xFF00, 0xFF, 0};
    }
    int at = FILE_HEADER + INFO_HEADER;
    boolean withAlpha = headerSize >= 56 || compression == ALPHA_BITFIELDS;
    return new int[] {i32(at), i32(at + 4), i32(at + 8), withAlpha ? i32(at + 12) : 0};
  }

  private void rows(PlainTiff tiff, int[] masks) throws DamagedException {
    long start = Integer.toUnsignedLong(i32(10));
    long stride = ((long) width * bits + 31) / 32 * 4;
    long end = start + stride * (height - 1) + ((long) width * bits + 7) / 8;
    if (end > content.byteSize()) {
      throw new DamagedException("the rows end after the file", true);
    }
    int[] palette = bits <= 8 ? palette() : new int[0];
    for (int row = 0; row < height; row++) {
      long at = start + row * stride;
      int y = fromTop ? row : height - 1 - row;
      for (int x = 0; x < width; x++) {
        tiff.set(x, y, bits <= 8 ? palette[index(at, x)] : colour(at, x, masks));
      }
    }
  }

  private int index(long row, int x) {
    int value = Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, row + (long) x * bits / 8));
    int shift = 8 - bits - x * bits % 8;
    return value >> shift & (1 << bits) - 1;
  }

  /** 0xAARRGGBB. */
  private int colour(long row, int x, int[] masks) throws DamagedException {
    long at = row + (long) x * (bits / 8);
    if (bits == 24) {
      return 0xFF000000
          | u16(at)
          | Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, at + 2)) << 16;
    }
    int pixel = bits == 16 ? u16(at) : i32(at);
    int alpha = masks[3] == 0 ? 255 : part(pixel, masks[3]);
    return alpha << 24
        | part(pixel, masks[0]) << 16
        | part(pixel, masks[1]) << 8
        | part(pixel, masks[2]);
  }

  /** The bits under a mask, stretched to 0 to 255. */
  private static int part(int pixel, int mask) {
    if (mask == 0) {
      return 0;
    }
    int shift = Integer.numberOfTrailingZeros(mask);
    long most = Integer.toUnsignedLong(mask >>> shift);
    return (int) (Integer.toUnsignedLong((pixel & mask) >>> shift) * 255 / most);
  }

  /** 256 colours; those that the file does not name are black. */
  private int[] palette() throws DamagedException {
    boolean core = headerSize == CORE_HEADER;
    int width3or4 = core ? 3 : 4;
    int named = core ? 0 : i32(46);
    int count = named > 0 && named <= 1 << bits ? named : 1 << bits;
    int masks = headerSize == INFO_HEADER && compression == BITFIELDS ? 12 : 0;
    long at = (long) FILE_HEADER + headerSize + masks;
    int[] palette = new int[256];
    java.util.Arrays.fill(palette, 0xFF000000);
    long room = (Integer.toUnsignedLong(i32(10)) - at) / width3or4;
    for (int i = 0; i < Math.min(count, room); i++) {
      long entry = at + (long) i * width3or4;
      palette[i] =
          0xFF000000
              | u16(entry)
              | Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, entry + 2)) << 16;
    }
    return palette;
  }

  /** Run lengths, from the bottom; what they leave out is the first colour. */
  private void runs(PlainTiff tiff) throws DamagedException {
    int[] palette = palette();
    tiff.fill(palette[0]);
    long at = Integer.toUnsignedLong(i32(10));
    int x = 0;
    int y = 0;
    while (y < height) {
      int count = u8(at);
      int value = u8(at + 1);
      at += 2;
      if (count > 0) {
        for (int i = 0; i < count; i++) {
          set(tiff, x++, y, palette[nibble(value, i)]);
        }
      } else if (value == 0) {
        x = 0;
        y++;
      } else if (value == 1) {
        return;
      } else if (value == 2) {
        x += u8(at);
        y += u8(at + 1);
        at += 2;
      } else {
        for (int i = 0; i < value; i++) {
          set(tiff, x++, y, palette[nibble(u8(at + (bits == 4 ? i / 2 : i)), i)]);
        }
        int bytes = bits == 4 ? (value + 1) / 2 : value;
        at += bytes + (bytes & 1);
      }
    }
  }

  private int nibble(int value, int i) {
    if (bits == 8) {
      return value;
    }
    return (i & 1) == 0 ? value >> 4 : value & 15;
  }

  private void set(PlainTiff tiff, int x, int y, int colour) {
    if (x < width && y < height) {
      tiff.set(x, fromTop ? y : height - 1 - y, colour);
    }
  }

  private int u8(long at) throws DamagedException {
    return Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, within(at, 1)));
  }

  private int u16(long at) throws DamagedException {
    return Short.toUnsignedInt(content.get(SHORT, within(at, 2)));
  }

  private int i32(long at) throws DamagedException {
    return content.get(INT, within(at, 4));
  }

  private long within(long at, int bytes) throws DamagedException {
    if (at < 0 || at + bytes > content.byteSize()) {
      throw new DamagedException("it ends before byte %d".formatted(at + bytes), true);
    }
    return at;
  }
}
