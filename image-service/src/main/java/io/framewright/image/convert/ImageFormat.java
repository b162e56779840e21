package io.framewright.image.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats that are read and written, and how each calls itself here and in libvips. */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg", "jpegload_buffer", "VipsForeignLoadJpegBuffer", "jpegsave"),
  PNG("image/png", "png", "pngload_buffer", "VipsForeignLoadPngBuffer", "pngsave"),
  WEBP("image/webp", "webp", "webpload_buffer", "VipsForeignLoadWebpBuffer", "webpsave"),
  GIF("image/gif", "gif", "gifload_buffer", "VipsForeignLoadNsgifBuffer", "gifsave"),
  TIFF("image/tiff", "tiff", "tiffload_buffer", "VipsForeignLoadTiffBuffer", "tiffsave"),
  AVIF("image/avif", "avif", "heifload_buffer", "VipsForeignLoadHeifBuffer", "heifsave"),
  HEIC("image/heic", "heic", "heifload_buffer", "VipsForeignLoadHeifBuffer", ""),
  JXL("image/jxl", "jxl", "jxlload_buffer", "VipsForeignLoadJxlBuffer", "jxlsave"),
  /** Read and written by our own code: libvips has it only in builds with ImageMagick. */
  BMP("image/bmp", "bmp", "tiffload_buffer", "VipsForeignLoadTiffBuffer", "rawsave");

  /** How many bytes {@link #sniff} wants to see; less is fine if the file is shorter. */
  public static final int SNIFF_BYTES = 256;

  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

  /** HEVC-coded; mif1 and msf1 alone say only that it is HEIF, which phones mean by HEVC. */
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private static final int[] JXL_BOX = {0, 0, 0, 12, 'J', 'X', 'L', ' ', 13, 10, 0x87, 10};

  private final String contentType;
  private final String extension;
  private final String loader;
  private final String loaderClass;
  private final String saver;

  ImageFormat(
      String contentType, String extension, String loader, String loaderClass, String saver) {
    this.contentType = contentType;
    this.extension = extension;
    this.loader = loader;
    this.loaderClass = loaderClass;
    this.saver = saver;
  }

  /** As it stands in an operation's parameters: jpeg, png, … */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String contentType() {
    return contentType;
  }

  /** Of file names, without the dot. */
  public String extension() {
    return extension;
  }

  /** The libvips operation that reads it from memory. */
  public String loader() {
    return loader;
  }

  /** What libvips answers when asked who reads a file of this format. */
  public String loaderClass() {
    return loaderClass;
  }

  /** The libvips operation that writes it to a file; empty if there is none. */
  public String saver() {
    return saver;
  }

  /** Whether it can be written at all. */
  public boolean writable() {
    return !saver.isEmpty();
  }

  /** Whether a lower quality makes it smaller. */
  public boolean lossy() {
    return quality() > 0;
  }

  /** The quality where nothing is said, 1 to 100; 0 if it is always lossless. */
  int quality() {
    return switch (this) {
      case JPEG -> 85;
      case WEBP, JXL -> 80;
      case AVIF -> 60;
      case PNG, GIF, TIFF, HEIC, BMP -> 0;
    };
  }

  /** Whether it can hold several frames with delays. */
  public boolean animates() {
    return this == GIF || this == WEBP;
  }

  /** Whether it can hold transparent pixels. */
  public boolean holdsAlpha() {
    return this != JPEG;
  }

  /** The most pixels a side that the format can write. */
  public int maxSide() {
    return this == WEBP ? 16_383 : 65_535;
  }

  /**
   * @throws IllegalArgumentException for a word that is none of the formats
   */
  public static ImageFormat ofWord(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no image format '%s'".formatted(word)));
  }

  /**
   * The format by the first bytes of the content; the file's name and claimed type do not count.
   */
  public static Optional<ImageFormat> sniff(byte[] head) {
    if (startsWith(head, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (startsWith(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of(PNG);
    }
    if (text(head, 0, 4).equals("RIFF") && text(head, 8, 12).equals("WEBP")) {
      return Optional.of(WEBP);
    }
    if (List.of("GIF87a", "GIF89a").contains(text(head, 0, 6))) {
      return Optional.of(GIF);
    }
    if (isTiff(head)) {
      return Optional.of(TIFF);
    }
    if (startsWith(head, 0xFF, 0x0A) || startsWith(head, JXL_BOX)) {
      return Optional.of(JXL);
    }
    if (Bmp.looksLike(head)) {
      return Optional.of(BMP);
    }
    if (hasBrand(head, AVIF_BRANDS)) {
      return Optional.of(AVIF);
    }
    return hasBrand(head, HEIC_BRANDS) ? Optional.of(HEIC) : Optional.empty();
  }

  /** TIFF 6.0 and BigTIFF, both byte orders. */
  private static boolean isTiff(byte[] head) {
    return startsWith(head, 'I', 'I', 42, 0)
        || startsWith(head, 'M', 'M', 0, 42)
        || startsWith(head, 'I', 'I', 43, 0)
        || startsWith(head, 'M', 'M', 0, 43);
  }

  /** ISO/IEC 14496-12: the first box is "ftyp", with a major brand and compatible ones. */
  private static boolean hasBrand(byte[] head, Set<String> brands) {
    if (head.length < 16 || !text(head, 4, 8).equals("ftyp")) {
      return false;
    }
    int boxEnd = Math.min(head.length, Byte.toUnsignedInt(head[2]) << 8 | (head[3] & 0xFF));
    if (brands.contains(text(head, 8, 12))) {
      return true;
    }
    for (int at = 16; at + 4 <= boxEnd; at += 4) {
      if (brands.contains(text(head, at, at + 4))) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] head, int from, int to) {
    return head.length < to ? "" : new String(head, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
