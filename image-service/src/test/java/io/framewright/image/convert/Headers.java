package io.framewright.image.convert;

import io.framewright.image.convert.Geometry.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Sizes read from files without libvips, so that a mistake of its cannot hide itself. */
final class Headers {

  private Headers() {}

  static Size size(ImageFormat format, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return switch (format) {
      case JPEG, PNG, GIF, TIFF, BMP -> {
        var image = Objects.requireNonNull(ImageIO.read(file.toFile()), "ImageIO reads " + format);
        yield new Size(image.getWidth(), image.getHeight());
      }
      case WEBP -> webp(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
      case AVIF, HEIC -> avif(content);
      case JXL -> throw new IllegalArgumentException("the bits of JPEG XL are not read here");
    };
  }

  /** RFC 9649, sections 2.5 to 2.7. */
  private static Size webp(ByteBuffer file) {
    byte[] chunk = new byte[4];
    file.get(12, chunk);
    return switch (new String(chunk, StandardCharsets.US_ASCII)) {
      case "VP8 " -> new Size(file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF);
      case "VP8L" -> {
        int bits = file.getInt(21);
        yield new Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
      }
      case "VP8X" ->
          new Size((file.getInt(24) & 0xFFFFFF) + 1, (file.getInt(26) >>> 8 & 0xFFFFFF) + 1);
      default -> throw new IllegalArgumentException("no WebP chunk");
    };
  }

  /**
   * ISO/IEC 23008-12: the first "ispe" property; our files have one picture and perhaps its alpha.
   */
  private static Size avif(byte[] content) {
    int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("ispe");
    ByteBuffer file = ByteBuffer.wrap(content);
    return new Size(file.getInt(at + 8), file.getInt(at + 12));
  }
}
