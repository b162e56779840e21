package io.framewright.transcoder.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a container by its first bytes, so that ffmpeg never guesses: a playlist or a text file
 * with a film's name is not opened at all.
 */
public final class ContainerSniffer {

  private static final int HEAD = 64 * 1024;
  private static final int TS_SYNC = 0x47;

  /** QuickTime files from before {@code ftyp} begin with one of these boxes. */
  private static final Set<String> OLD_QUICKTIME =
      Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

  /** Brands of ISO files that hold still pictures or encrypted keys rather than film or sound. */
  private static final Set<String> STILL_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "mif1", "avif", "crx ", "jxl ", "jp2 ", "jpx ");

  private ContainerSniffer() {}

  /** The container of {@code file}; empty if it is none that is read. */
  public static Optional<Container> sniff(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return sniff(in.readNBytes(HEAD));
    }
  }

  /**
   * @param head the file's first bytes, at best 64 KiB
   */
  static Optional<Container> sniff(byte[] head) {
    if (isIsoMedia(head)) {
      return Optional.of(Container.ISO_MEDIA);
    }
    if (isMatroska(head)) {
      return Optional.of(Container.MATROSKA);
    }
    if (has(head, 0, "RIFF") && has(head, 8, "AVI ")) {
      return Optional.of(Container.AVI);
    }
    if ((has(head, 0, "RIFF") || has(head, 0, "RF64")) && has(head, 8, "WAVE")) {
      return Optional.of(Container.WAV);
    }
    if (has(head, 0, "OggS\0")) {
      return Optional.of(Container.OGG);
    }
    if (has(head, 0, "FLV\1")) {
      return Optional.of(Container.FLV);
    }
    return sniffStream(head);
  }

  private static Optional<Container> sniffStream(byte[] head) {
    if (head.length > 12 && intAt(head, 0) == 0x0000_01BA) {
      return Optional.of(Container.MPEG_PS);
    }
    if (isTransportStream(head, 0, 188) || isTransportStream(head, 4, 192)) {
      return Optional.of(Container.MPEG_TS);
    }
    int start = afterId3(head);
    if (has(head, start, "fLaC")) {
      return Optional.of(Container.FLAC);
    }
    if ((start > 0 && start >= head.length) || isMp3Frame(head, start)) {
      return Optional.of(Container.MP3);
    }
    return Optional.empty();
  }

  private static boolean isIsoMedia(byte[] head) {
    if (head.length < 16) {
      return false;
    }
    String type = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
    if (type.equals("ftyp")) {
      return !STILL_BRANDS.contains(new String(head, 8, 4, StandardCharsets.ISO_8859_1));
    }
    int size = intAt(head, 0);
    return OLD_QUICKTIME.contains(type) && (size >= 8 || size == 0 || size == 1);
  }

  /** An EBML header whose document type is Matroska's or WebM's (RFC 8794, RFC 9559). */
  private static boolean isMatroska(byte[] head) {
    if (head.length < 24 || intAt(head, 0) != 0x1A45_DFA3) {
      return false;
    }
    String start = new String(head, 0, Math.min(head.length, 4096), StandardCharsets.ISO_8859_1);
    return start.contains("B\u0082\u0088matroska") || start.contains("B\u0082\u0084webm");
  }

  private static boolean isTransportStream(byte[] head, int first, int packet) {
    int last = first + 4 * packet;
    if (head.length <= last) {
      return false;
    }
    for (int at = first; at <= last; at += packet) {
      if ((head[at] & 0xFF) != TS_SYNC) {
        return false;
      }
    }
    return true;
  }

  /** Where the data starts after an ID3v2 tag, which counts seven bits a byte; 0 without a tag. */
  private static int afterId3(byte[] head) {
    if (!has(head, 0, "ID3") || head.length < 10) {
      return 0;
    }
    int size = 0;
    for (int at = 6; at < 10; at++) {
      size = (size << 7) | (head[at] & 0x7F);
    }
    return 10 + size;
  }

  /** A header of MPEG audio layer III with a rate and a bit rate (ISO/IEC 11172-3, 2.4.1.3). */
  private static boolean isMp3Frame(byte[] head, int at) {
    if (at < 0 || head.length < at + 4) {
      return false;
    }
    int header = intAt(head, at);
    boolean sync = (header & 0xFFE0_0000) == 0xFFE0_0000;
    boolean version = (header >> 19 & 3) != 1;
    boolean layer3 = (header >> 17 & 3) == 1;
    int bitRate = header >> 12 & 15;
    int sampleRate = header >> 10 & 3;
    return sync && version && layer3 && bitRate != 15 && bitRate != 0 && sampleRate != 3;
  }

  private static boolean has(byte[] head, int at, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || head.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (head[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static int intAt(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }
}
