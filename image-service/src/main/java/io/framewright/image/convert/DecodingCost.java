package io.framewright.image.convert;

import io.framewright.platform.errors.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Refuses files that are made to cost much more to decode than their size says. */
final class DecodingCost {

  /** Encoders write about ten; each one is a pass over all pixels. */
  private static final int MOST_SCANS = 100;

  private static final ValueLayout.OfInt BIG_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int ACTL = 0x6163544C;
  private static final int IDAT = 0x49444154;

  private DecodingCost() {}

  static void refuseDear(ImageFormat format, MemorySegment content, Limits limits)
      throws InfeasibleException {
    if (format == ImageFormat.JPEG && scans(content) > MOST_SCANS) {
      throw new InfeasibleException(
          ErrorCode.TOO_MANY_PIXELS,
          "the progressive jpeg has more than %d scans".formatted(MOST_SCANS));
    }
    if (format == ImageFormat.GIF && gifFrames(content, limits.frames() + 1) > limits.frames()) {
      throw new InfeasibleException(
          ErrorCode.TOO_MANY_PIXELS,
          "the animation has more than %d frames; at most that many are taken"
              .formatted(limits.frames()));
    }
    if (format == ImageFormat.PNG && animationFrames(content) > limits.frames()) {
      throw new InfeasibleException(
          ErrorCode.TOO_MANY_PIXELS,
          "the animation has %d frames; at most %d are taken"
              .formatted(animationFrames(content), limits.frames()));
    }
  }

  /**
   * How often a progressive JPEG goes over its pixels, counted up to one more than the most; 1 of
   * any other (ITU T.81 annex B: in coded data FF is followed by 0, so a marker is a marker).
   */
  static int scans(MemorySegment content) {
    long at = firstScan(content);
    if (at < 0) {
      return 1;
    }
    int scans = 0;
    for (; at + 1 < content.byteSize() && scans <= MOST_SCANS; at++) {
      if (unsigned(content, at) == 0xFF && unsigned(content, at + 1) == 0xDA) {
        scans++;
      }
    }
    return scans;
  }

  /** Where the coded data of a progressive JPEG begins; -1 of any other. */
  private static long firstScan(MemorySegment content) {
    boolean progressive = false;
    long at = 2;
    while (at + 4 <= content.byteSize() && unsigned(content, at) == 0xFF) {
      int marker = unsigned(content, at + 1);
      if (marker == 0xDA) {
        return progressive ? at : -1;
      }
      progressive |= marker == 0xC2;
      at += marker == 0xFF ? 1 : 2 + (unsigned(content, at + 2) << 8 | unsigned(content, at + 3));
    }
    return -1;
  }

  /**
   * Frames of a GIF, counted up to {@code most} (GIF89a, sections 18 to 26): the decoders of some
   * releases give up counting without saying so.
   */
  static int gifFrames(MemorySegment content, int most) {
    if (content.byteSize() < 13) {
      return 0;
    }
    long at = 13 + colours(content, 10);
    int frames = 0;
    while (at + 10 < content.byteSize() && frames < most) {
      switch (unsigned(content, at)) {
        case 0x21 -> at = afterBlocks(content, at + 2);
        case 0x2C -> {
          frames++;
          at = afterBlocks(content, at + 11 + colours(content, at + 9));
        }
        default -> {
          return frames;
        }
      }
    }
    return frames;
  }

  /** Bytes of the colour table that a field of flags announces. */
  private static long colours(MemorySegment content, long flagsAt) {
    int flags = unsigned(content, flagsAt);
    return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
  }

  /** The byte after blocks of data, the last of which is empty. */
  private static long afterBlocks(MemorySegment content, long from) {
    long at = from;
    while (at < content.byteSize() && unsigned(content, at) != 0) {
      at += 1 + unsigned(content, at);
    }
    return at + 1;
  }

  /** Frames of an animated PNG, which stand before its pixels; 1 of any other. */
  static long animationFrames(MemorySegment content) {
    long at = 8;
    while (at + 12 <= content.byteSize()) {
      int type = content.get(BIG_INT, at + 4);
      if (type == ACTL) {
        return Integer.toUnsignedLong(content.get(BIG_INT, at + 8));
      }
      if (type == IDAT) {
        return 1;
      }
      at += 12 + Integer.toUnsignedLong(content.get(BIG_INT, at));
    }
    return 1;
  }

  private static int unsigned(MemorySegment content, long at) {
    return Byte.toUnsignedInt(content.get(ValueLayout.JAVA_BYTE, at));
  }
}
