package io.framewright.image.convert;

import static java.util.Objects.requireNonNull;

import io.framewright.image.Engine;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures to test with: drawn here, or real ones from other projects' test jars. */
final class Pictures {

  /** Formats that every libvips of the tests reads and writes. */
  static final Set<ImageFormat> MADE_HERE =
      EnumSet.complementOf(EnumSet.of(ImageFormat.HEIC, ImageFormat.JXL));

  private Pictures() {}

  /** Four quarters: red, green, blue, white from the top left in reading order. */
  static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        boolean top = y < height / 2;
        Color color = top ? (left ? Color.RED : Color.GREEN) : (left ? Color.BLUE : Color.WHITE);
        image.setRGB(x, y, color.getRGB());
      }
    }
    return image;
  }

  static Path write(BufferedImage image, String format, Path file) throws IOException {
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("javax.imageio cannot write " + format);
    }
    return file;
  }

  /** The four quarters as a PNG file. */
  static Path png(Path folder, int width, int height) throws IOException {
    return write(
        quarters(width, height, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("quarters.png"));
  }

  /** The four quarters as a PNG file with the JDK's sRGB profile in an iCCP chunk after IHDR. */
  static Path withSrgbProfile(Path folder, int width, int height) throws IOException {
    byte[] png = Files.readAllBytes(png(folder, width, height));
    var body = new ByteArrayOutputStream();
    body.writeBytes("iCCPsRGB\0\0".getBytes(StandardCharsets.ISO_8859_1));
    try (var zip = new DeflaterOutputStream(body)) {
      zip.write(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }
    ByteBuffer tagged = ByteBuffer.allocate(png.length + body.size() + 8);
    tagged.put(png, 0, 33).putInt(body.size() - 4).put(body.toByteArray());
    tagged.putInt(crc(body.toByteArray())).put(png, 33, png.length - 33);
    return Files.write(folder.resolve("tagged.png"), tagged.array());
  }

  /** The four quarters in any format, made by the engine itself. */
  static Path in(ImageFormat format, Path folder, int width, int height)
      throws IOException, InterruptedException {
    Path file = folder.resolve("in." + format.extension());
    return converted(png(folder, width, height), "{'output':{'format':'%s'}}", format, file);
  }

  private static Path converted(Path from, String params, ImageFormat format, Path to)
      throws InterruptedException {
    Conversion made = Engine.CONVERTER.convert(from, params(params.formatted(format.word())), to);
    if (made instanceof Conversion.Converted) {
      return to;
    }
    throw new IllegalStateException("cannot make a test picture: " + made);
  }

  /** A file from a test jar on the class path. */
  static Path real(String resource, Path folder) throws IOException {
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = Pictures.class.getResourceAsStream(resource)) {
      Files.copy(requireNonNull(in, resource + " is not on the test class path"), file);
    }
    return file;
  }

  /** Parameters as JSON with single quotes. */
  static ConvertParams params(String json) {
    return ConvertParams.parse(json.replace('\'', '"'));
  }

  /** A PNG that says it is larger than it is. */
  static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    ByteBuffer file = ByteBuffer.allocate(8 + 4 + 17 + 4 + 4 + 4 + 4);
    file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    file.putInt(13).put(header.array()).putInt(crc(header.array()));
    file.putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII));
    file.putInt(crc("IDAT".getBytes(StandardCharsets.US_ASCII)));
    return file.array();
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
