package io.framewright.image.describe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name in an ICC colour profile (ICC.1:2022, sections 7 and 9.2.41, and version 2). */
final class IccProfile {

  private static final int TAGS = 128;
  private static final int MOST_TAGS = 200;
  private static final int LONGEST = 100;
  private static final int DESC = 0x64657363;
  private static final int MLUC = 0x6D6C7563;

  private IccProfile() {}

  /** The profile's description; empty if it is damaged or says nothing. */
  static Optional<String> name(byte[] profile) {
    ByteBuffer data = ByteBuffer.wrap(profile);
    if (profile.length < TAGS + 4) {
      return Optional.empty();
    }
    int tags = Math.clamp(data.getInt(TAGS), 0, MOST_TAGS);
    for (int at = TAGS + 4; at + 12 <= profile.length && at < TAGS + 4 + tags * 12; at += 12) {
      if (data.getInt(at) == DESC) {
        return text(data, data.getInt(at + 4));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(ByteBuffer data, int at) {
    if (at < 0 || at > data.capacity() - 28) {
      return Optional.empty();
    }
    boolean several = data.getInt(at) == MLUC;
    int length = several ? data.getInt(at + 20) : data.getInt(at + 8);
    int from = several ? at + data.getInt(at + 24) : at + 12;
    if (length < 1 || from < at || from > data.capacity() - Math.min(length, LONGEST * 2)) {
      return Optional.empty();
    }
    byte[] text = new byte[Math.min(length, LONGEST * 2)];
    data.get(from, text);
    String name =
        new String(text, several ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    return Optional.of(name.replaceAll("\\p{Cntrl}+", " ").strip()).filter(it -> !it.isEmpty());
  }
}
