package io.framewright.gateway.assets;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;

/**
 * Tells a file's type from its first bytes, never from its name. Apache Tika knows most; it
 * mistakes ISO base media files (ISO/IEC 14496-12) and Matroska, so those are told here by brand
 * and document type.
 */
public final class Sniffer {

  /** How many bytes are looked at. */
  public static final int WINDOW = 64 * 1024;

  private static final Map<String, String> BRANDS =
      Map.ofEntries(
          Map.entry("avif", "image/avif"),
          Map.entry("avis", "image/avif"),
          Map.entry("heic", "image/heic"),
          Map.entry("heix", "image/heic"),
          Map.entry("hevc", "image/heic"),
          Map.entry("mif1", "image/heif"),
          Map.entry("msf1", "image/heif"),
          Map.entry("qt  ", "video/quicktime"),
          Map.entry("M4A ", "audio/mp4"),
          Map.entry("M4B ", "audio/mp4"),
          Map.entry("3gp4", "video/3gpp"),
          Map.entry("3gp5", "video/3gpp"));
  private static final Set<String> AMBIGUOUS = Set.of("mif1", "msf1");
  private static final int EBML = 0x1A45DFA3;
  private static final int EBML_HEADER = 64;
  private static final int OGG_PAGES = 4096;
  private static final Tika TIKA = new Tika();

  private Sniffer() {}

  /**
   * The content type of a file that begins with {@code head}.
   *
   * @param head the first {@link #WINDOW} bytes, or all of a shorter file
   */
  public static String contentType(byte[] head) {
    if (head.length >= 12 && text(head, 4, 4).equals("ftyp")) {
      return isoBaseMedia(head);
    }
    if (head.length >= 4 && java.nio.ByteBuffer.wrap(head).getInt() == EBML) {
      String header = text(head, 0, Math.min(EBML_HEADER, head.length));
      return header.contains("webm") ? "video/webm" : "video/x-matroska";
    }
    String found = TIKA.detect(head);
    return found.equals("application/ogg") ? ogg(head) : found;
  }

  /** What a file of that name most likely is; for guesses alone. */
  public static String byName(String fileName) {
    return TIKA.detect(fileName);
  }

  /** The first page of each stream names its codec; Theora's is the only film in use. */
  private static String ogg(byte[] head) {
    String pages = text(head, 0, Math.min(OGG_PAGES, head.length));
    return pages.contains("\u0080theora") ? "video/ogg" : "audio/ogg";
  }

  private static String isoBaseMedia(byte[] head) {
    String major = text(head, 8, 4);
    if (AMBIGUOUS.contains(major)) {
      int length = Math.min(java.nio.ByteBuffer.wrap(head).getInt(), head.length);
      for (int at = 16; at + 4 <= length; at += 4) {
        String type = BRANDS.get(text(head, at, 4));
        if (type != null && type.startsWith("image/") && !AMBIGUOUS.contains(text(head, at, 4))) {
          return type;
        }
      }
    }
    return BRANDS.getOrDefault(major, "video/mp4");
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }
}
