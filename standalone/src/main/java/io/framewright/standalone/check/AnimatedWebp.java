package io.framewright.standalone.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An animated WebP, which ffmpeg does not read: its canvas, and its frames as files of their own
 * (RFC 9649, section 2.7).
 *
 * @param seconds of all frames together
 */
record AnimatedWebp(int width, int height, List<Frame> frames, double seconds) {

  private static final int EXTENDED_HEADER = 18;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;

  AnimatedWebp {
    frames = List.copyOf(frames);
  }

  /** One frame. */
  record Frame(int left, int top, ByteBuffer picture) {}

  /** Nothing if the file is another one. */
  static Optional<AnimatedWebp> of(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 12 + EXTENDED_HEADER
        || !word(file, 0).equals("RIFF")
        || !word(file, 8).equals("WEBP")
        || !word(file, 12).equals("VP8X")) {
      return Optional.empty();
    }
    int width = three(file, 24) + 1;
    int height = three(file, 27) + 1;
    List<Frame> frames = new ArrayList<>();
    long millis = 0;
    for (int at = 12; at + 8 <= content.length; at += 8 + padded(file.getInt(at + 4))) {
      if (word(file, at).equals("ANMF")) {
        millis += three(file, at + 20);
        frames.add(frame(file, at));
      }
    }
    return frames.isEmpty()
        ? Optional.empty()
        : Optional.of(new AnimatedWebp(width, height, frames, millis / 1000.0));
  }

  private static Frame frame(ByteBuffer file, int at) {
    int from = at + 8 + FRAME_HEADER;
    byte[] chunks = new byte[padded(file.getInt(at + 4)) - FRAME_HEADER];
    file.get(from, chunks);
    byte[] head = new byte[0];
    if (word(file, from).equals("ALPH")) {
      head =
          ByteBuffer.allocate(EXTENDED_HEADER)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put("VP8X".getBytes(StandardCharsets.US_ASCII))
              .putInt(EXTENDED_HEADER - 8)
              .putInt(ALPHA_FLAG)
              .put(file.slice(at + 14, 6)) // width and height stand alike in both
              .array();
    }
    return new Frame(three(file, at + 8) * 2, three(file, at + 11) * 2, still(head, chunks));
  }

  private static ByteBuffer still(byte[] head, byte[] chunks) {
    var still = new ByteArrayOutputStream();
    still.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
    int length = 4 + head.length + chunks.length;
    still.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    still.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
    still.writeBytes(head);
    still.writeBytes(chunks);
    return ByteBuffer.wrap(still.toByteArray()).asReadOnlyBuffer();
  }

  private static int padded(int length) {
    return length + (length & 1);
  }

  private static int three(ByteBuffer file, int at) {
    return Short.toUnsignedInt(file.getShort(at)) | Byte.toUnsignedInt(file.get(at + 2)) << 16;
  }

  private static String word(ByteBuffer file, int at) {
    byte[] four = new byte[4];
    file.get(at, four);
    return new String(four, StandardCharsets.US_ASCII);
  }
}
