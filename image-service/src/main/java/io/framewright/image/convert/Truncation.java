package io.framewright.image.convert;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Tells a file that ends too early from one that is damaged, by the lengths that its format writes
 * down. Asked only after decoding failed: a decoder's words are no interface.
 */
final class Truncation {

  private static final ValueLayout.OfInt BIG_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LITTLE_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong BIG_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Truncation() {}

  static boolean endsEarly(ImageFormat format, MemorySegment content) {
    return switch (format) {
      case JPEG -> jpeg(content);
      case PNG -> png(content);
      case WEBP -> content.byteSize() < 12 || riffEnd(content) > content.byteSize();
      case GIF -> gif(content);
      case TIFF -> TiffExtent.end(content) > content.byteSize();
      case AVIF, HEIC -> boxes(content);
      // What BMP says is told by its own reader; a bare JPEG XL codestream has no lengths.
      case BMP -> false;
      case JXL -> content.get(ValueLayout.JAVA_BYTE, 0) == 0 && boxes(content);
    };
  }

  /** ITU T.81 annex B: segments with lengths up to the scan, then anything until an EOI marker. */
  private static boolean jpeg(MemorySegment content) {
    long at = 2;
    while (at + 4 <= content.byteSize() && unsigned(content, at) == 0xFF) {
      int marker = unsigned(content, at + 1);
      if (marker == 0xFF) {
        at++;
      } else if (marker == 0xDA) {
        return !hasEndOfImage(content, at);
      } else {
        at += 2 + (unsigned(content, at + 2) << 8 | unsigned(content, at + 3));
      }
    }
    return at + 4 > content.byteSize();
  }

  private static boolean hasEndOfImage(MemorySegment content, long from) {
    for (long at = content.byteSize() - 2; at >= from; at--) {
      if (unsigned(content, at) == 0xFF && unsigned(content, at + 1) == 0xD9) {
        return true;
      }
    }
    return false;
  }

  /** ISO/IEC 15948: chunks of length, type, data and CRC, the last of type IEND. */
  private static boolean png(MemorySegment content) {
    long at = 8;
    while (at + 12 <= content.byteSize()) {
      if (content.get(BIG_INT, at + 4) == 0x49454E44) {
        return false;
      }
      at += 12 + Integer.toUnsignedLong(content.get(BIG_INT, at));
    }
    return true;
  }

  private static long riffEnd(MemorySegment content) {
    return 8 + Integer.toUnsignedLong(content.get(LITTLE_INT, 4));
  }

  /** GIF89a: the last byte is the trailer; a screen descriptor is the least before it. */
  private static boolean gif(MemorySegment content) {
    return content.byteSize() < 14 || unsigned(content, content.byteSize() - 1) != 0x3B;
  }

  /** ISO/IEC 14496-12: top-level boxes that fill the file. */
  private static boolean boxes(MemorySegment content) {
    long at = 0;
    while (at + 8 <= content.byteSize()) {
      long size = Integer.toUnsignedLong(content.get(BIG_INT, at));
      if (size == 0) {
        return false;
      }
      if (size == 1 && at + 16 <= content.byteSize()) {
        size = content.get(BIG_LONG, at + 8);
      }
      if (size < 8) {
        return false;
      }
      at += size;
    }
    return at != content.byteSize();
  }

  private static int unsigned(MemorySegment content, long at) {
    return Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, at));
  }
}
