package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.Refused;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats that not every libvips reads, bitmaps, and files that are made to be dear. */
class InputFormatsTest {

  private static final ConvertParams TO_PNG = ConvertParams.to(ImageFormat.PNG);

  @TempDir Path folder;

  private Conversion convert(byte[] content) throws Exception {
    Path input = Files.write(folder.resolve("in"), content);
    return Engine.CONVERTER.convert(input, TO_PNG, folder.resolve("out"));
  }

  private BufferedImage read(byte[] content) throws Exception {
    assertThat(convert(content)).isInstanceOf(Converted.class);
    return ImageIO.read(folder.resolve("out").toFile());
  }

  private Refused refused(byte[] content) throws Exception {
    Conversion made = convert(content);
    assertThat(made).isInstanceOf(Refused.class);
    return (Refused) made;
  }

  @ParameterizedTest
  @CsvSource({
    "testHEIF.heic, HEIC, 800, 544",
    "testJXL_ISOBMFF.jxl, JXL, 0, 0",
    "testBMP.bmp, BMP, 100, 75",
    "testWebp_Alpha_Lossy.webp, WEBP, 400, 301",
  })
  void realFilesAreReadOrRefusedAsUnreadable(String name, ImageFormat format, int width, int height)
      throws Exception {
    Path input = Pictures.real("/test-documents/" + name, folder);
    assertThat(ImageFormat.sniff(Files.readAllBytes(input))).contains(format);
    Conversion made = Engine.CONVERTER.convert(input, TO_PNG, folder.resolve("out"));
    boolean optional = format == ImageFormat.HEIC || format == ImageFormat.JXL;
    assumeTrue(!optional || made instanceof Converted, "this libvips has no decoder for it");
    assertThat(made).isInstanceOf(Converted.class);
    Size size = ((Converted) made).input().stored();
    if (width > 0) {
      assertThat(size).isEqualTo(new Size(width, height));
    }
    assertThat(ImageIO.read(folder.resolve("out").toFile()).getWidth()).isEqualTo(size.width());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_USHORT_555_RGB,
        BufferedImage.TYPE_USHORT_565_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB
      })
  void bitmapsOfAllDepthsAreRead(int type) throws Exception {
    BufferedImage image = new BufferedImage(37, 21, type);
    for (int i = 0; i < 37 * 21; i++) {
      image.setRGB(i % 37, i / 37, new Color(i * 7 % 256, i * 3 % 256, i % 256).getRGB());
    }
    Path file = Pictures.write(image, "bmp", folder.resolve("drawn.bmp"));
    BufferedImage made = read(Files.readAllBytes(file));
    for (int i = 0; i < 37 * 21; i++) {
      Color expected = new Color(image.getRGB(i % 37, i / 37));
      Color actual = new Color(made.getRGB(i % 37, i / 37));
      assertThat(Math.abs(expected.getRed() - actual.getRed())).isLessThan(2);
      assertThat(Math.abs(expected.getGreen() - actual.getGreen())).isLessThan(2);
      assertThat(Math.abs(expected.getBlue() - actual.getBlue())).isLessThan(2);
    }
  }

  /** A header of 40 bytes, a palette of red, green, blue, white, and rows. */
  private static byte[] bitmap(int width, int height, int bits, int compression, int... rows) {
    ByteBuffer file =
        ByteBuffer.allocate(14 + 40 + 16 + rows.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(70);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    file.putInt(compression).putInt(rows.length).putInt(0).putInt(0).putInt(4).putInt(0);
    file.putInt(0xFF0000).putInt(0x00FF00).putInt(0x0000FF).putInt(0xFFFFFF);
    for (int value : rows) {
      file.put((byte) value);
    }
    return file.array();
  }

  @Test
  void runLengthsOfEightBitsAreRead() throws Exception {
    // From the bottom: 3 green; two as they are and one white; a jump; the end.
    BufferedImage image =
        read(bitmap(4, 3, 8, 1, 3, 1, 0, 0, 0, 3, 2, 0, 2, 0, 1, 3, 0, 0, 0, 2, 2, 0, 2, 1, 0, 1));
    assertThat(new Color(image.getRGB(0, 2))).isEqualTo(Color.GREEN);
    assertThat(new Color(image.getRGB(3, 2))).isEqualTo(Color.RED);
    assertThat(new Color(image.getRGB(0, 1))).isEqualTo(Color.BLUE);
    assertThat(new Color(image.getRGB(3, 1))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(1, 0))).isEqualTo(Color.RED);
    assertThat(new Color(image.getRGB(3, 0))).isEqualTo(Color.GREEN);
  }

  @Test
  void runLengthsOfFourBitsAreRead() throws Exception {
    BufferedImage image = read(bitmap(5, 1, 4, 2, 3, 0x12, 0, 0, 0, 1));
    assertThat(new Color(image.getRGB(0, 0))).isEqualTo(Color.GREEN);
    assertThat(new Color(image.getRGB(1, 0))).isEqualTo(Color.BLUE);
    assertThat(new Color(image.getRGB(2, 0))).isEqualTo(Color.GREEN);
    assertThat(new Color(image.getRGB(4, 0))).isEqualTo(Color.RED);
  }

  @Test
  void aBitmapFromTheTopIsNotTurned() throws Exception {
    BufferedImage image = read(bitmap(4, -2, 8, 0, 0, 0, 0, 0, 1, 1, 1, 1));
    assertThat(new Color(image.getRGB(0, 0))).isEqualTo(Color.RED);
    assertThat(new Color(image.getRGB(0, 1))).isEqualTo(Color.GREEN);
  }

  @Test
  void aBitmapKeepsItsAlpha() throws Exception {
    BufferedImage image = new BufferedImage(9, 5, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(3, 2, 0x80FF0000);
    Path png = Pictures.write(image, "png", folder.resolve("clear.png"));
    Engine.CONVERTER.convert(png, ConvertParams.to(ImageFormat.BMP), folder.resolve("clear.bmp"));
    BufferedImage back = read(Files.readAllBytes(folder.resolve("clear.bmp")));
    assertThat(back.getRGB(3, 2)).isEqualTo(0x80FF0000);
    assertThat(back.getRGB(0, 0) >>> 24).isZero();
  }

  @Test
  void badBitmapsAreRefused() throws Exception {
    assertThat(refused(bitmap(30_000, 30_000, 8, 0)).code()).isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat(refused(bitmap(0, 5, 8, 0)).code()).isEqualTo(ErrorCode.INPUT_CORRUPT);
    assertThat(refused(bitmap(5, Integer.MIN_VALUE, 8, 0)).code())
        .isEqualTo(ErrorCode.INPUT_CORRUPT);
    assertThat(refused(bitmap(4, 4, 7, 0)).code()).isEqualTo(ErrorCode.INPUT_CORRUPT);
    assertThat(refused(bitmap(4, 4, 8, 5)).code()).isEqualTo(ErrorCode.INPUT_CORRUPT);
    assertThat(refused(bitmap(4, 4, 8, 0, 1)).code()).isEqualTo(ErrorCode.INPUT_TRUNCATED);
    assertThat(refused(bitmap(4, 4, 8, 1, 3, 1)).code()).isEqualTo(ErrorCode.INPUT_TRUNCATED);
    assertThat(refused(Arrays.copyOf(bitmap(4, 4, 8, 0), 20)).code())
        .isEqualTo(ErrorCode.INPUT_TRUNCATED);
  }

  @Test
  void aJpegThatGoesOverItsPixelsForEverIsRefused() throws Exception {
    Path input = Pictures.real("/exif/Landscape_1.jpg", folder);
    var params =
        Pictures.params("{'steps':[{'type':'resize','width':64}],'output':{'format':'jpeg'}}");
    Engine.CONVERTER.convert(input, params, folder.resolve("small"));
    byte[] small = Files.readAllBytes(folder.resolve("small"));
    String text = new String(small, StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf("\u00ff\u00da");
    String scan = text.substring(last, text.length() - 2);
    String many = text.substring(0, last) + scan.repeat(200) + "\u00ff\u00d9";
    Refused refused = refused(many.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat(refused.message()).contains("100 scans");
  }

  @Test
  void anAnimatedPngWithTooManyFramesIsRefused() throws Exception {
    byte[] png = Files.readAllBytes(Pictures.png(folder, 8, 8));
    assertThat(refused(animated(png, 10_000)).code()).isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat(convert(animated(png, 2))).isInstanceOf(Converted.class);
  }

  private static byte[] animated(byte[] png, int frames) {
    ByteBuffer chunk = ByteBuffer.allocate(12);
    chunk.put("acTL".getBytes(StandardCharsets.US_ASCII)).putInt(frames).putInt(0);
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    ByteBuffer file = ByteBuffer.allocate(png.length + 20);
    file.put(png, 0, 33).putInt(8).put(chunk.array()).putInt((int) crc.getValue());
    return file.put(png, 33, png.length - 33).array();
  }

  @Test
  void aGifWithTenThousandFramesIsRefused() throws Exception {
    var gif = new ByteArrayOutputStream();
    gif.writeBytes(
        "GIF89a\1\0\1\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    byte[] frame =
        "!\u00f9\4\0\1\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0".getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 10_000; i++) {
      gif.writeBytes(frame);
    }
    gif.write(0x3B);
    Refused refused = refused(gif.toByteArray());
    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat(refused.message()).contains("more than 2000 frames");
  }

  @Test
  void aBombIsRefusedFromItsHeaderAtOnce() throws Exception {
    convert(Pictures.pngHeader(100_000, 100_000)); // the first one loads classes
    long started = System.nanoTime();
    assertThat(refused(Pictures.pngHeader(100_000, 100_000)).code())
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat((System.nanoTime() - started) / 1_000_000).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"testPSD.psd", "testJPEG.jp2", "testICNS.icns", "testBPG.bpg"})
  void whatIsNotTrustedIsNotTouched(String name) throws Exception {
    Path input = Pictures.real("/test-documents/" + name, folder);
    assertThat(refused(Files.readAllBytes(input)).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
  }
}
