package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Refused;
import io.framewright.platform.errors.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  private static final ConvertParams TO_PNG = Pictures.params("{'output':{'format':'png'}}");

  @TempDir Path folder;

  private Refused refusal(byte[] content) throws Exception {
    Path input = Files.write(folder.resolve("bad"), content);
    Conversion made = Engine.CONVERTER.convert(input, TO_PNG, folder.resolve("output"));
    assertThat(made).isInstanceOf(Refused.class);
    return (Refused) made;
  }

  @Test
  void anEmptyFileIsCorrupt() throws Exception {
    assertThat(refusal(new byte[0]))
        .isEqualTo(new Refused(ErrorCode.INPUT_CORRUPT, "the file is empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "hello", "<svg/>", "<html></html>", "PK\u0003\u0004"})
  void otherContentIsUnsupported(String content) throws Exception {
    assertThat(refusal(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)).code())
        .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
  }

  @Test
  void randomBytesAreUnsupported() throws Exception {
    byte[] noise = new byte[4096];
    new Random(42).nextBytes(noise);
    assertThat(refusal(noise).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HEIC", "JXL"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFileThatEndsTooEarlyIsTruncated(ImageFormat format) throws Exception {
    byte[] whole = Files.readAllBytes(noisy(format));
    for (int part : new int[] {50, 80, 95}) {
      Refused refused = refusal(Arrays.copyOf(whole, whole.length * part / 100));
      assertThat(refused.code())
          .as("%d %%: %s", part, refused)
          .isEqualTo(ErrorCode.INPUT_TRUNCATED);
      assertThat(refused.message()).contains("ends too early").doesNotContain(folder.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HEIC", "JXL"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFileWithItsHeaderOverwrittenIsCorrupt(ImageFormat format) throws Exception {
    byte[] damaged = Files.readAllBytes(noisy(format));
    Arrays.fill(damaged, 16, Math.min(damaged.length, 900), (byte) 0x55);
    assertThat(refusal(damaged).code())
        .isIn(ErrorCode.INPUT_CORRUPT, ErrorCode.INPUT_TRUNCATED, ErrorCode.UNSUPPORTED_MEDIA);
  }

  @Test
  void aJpegThatLostPixelsIsCorrupt() throws Exception {
    byte[] damaged = Files.readAllBytes(noisy(ImageFormat.JPEG));
    byte[] noise = new byte[64];
    new Random(3).nextBytes(noise);
    System.arraycopy(noise, 0, damaged, damaged.length / 2, noise.length);
    assertThat(refusal(damaged).code()).isEqualTo(ErrorCode.INPUT_CORRUPT);
  }

  @Test
  void aBombIsRefusedByItsHeader() throws Exception {
    assertThat(refusal(Pictures.pngHeader(30_000, 30_000)).code())
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void aJpegThatLiesAboutItsSizeIsRefused() throws Exception {
    byte[] content = Files.readAllBytes(noisy(ImageFormat.JPEG));
    int frame = frameHeader(content);
    ByteBuffer.wrap(content)
        .putShort(frame + 5, (short) 65_000)
        .putShort(frame + 7, (short) 65_000);
    assertThat(refusal(content).code()).isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    ByteBuffer.wrap(content).putShort(frame + 5, (short) 9_000).putShort(frame + 7, (short) 9_000);
    assertThat(refusal(content).code()).isIn(ErrorCode.INPUT_CORRUPT, ErrorCode.INPUT_TRUNCATED);
  }

  /** Where the start-of-frame marker is, baseline or progressive. */
  private static int frameHeader(byte[] jpeg) {
    for (int at = 2;
        at < jpeg.length;
        at += 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF))) {
      if ((jpeg[at + 1] & 0xFF) == 0xC0 || (jpeg[at + 1] & 0xFF) == 0xC2) {
        return at;
      }
    }
    throw new IllegalArgumentException("no frame header");
  }

  /** A picture that does not compress away, so that a cut hits pixels. */
  private Path noisy(ImageFormat format) throws Exception {
    var image =
        new java.awt.image.BufferedImage(120, 90, java.awt.image.BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < 90; y++) {
      for (int x = 0; x < 120; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    Path png = Pictures.write(image, "png", folder.resolve("noise.png"));
    Path file = folder.resolve("noise." + format.extension());
    var params = Pictures.params("{'output':{'format':'%s'}}".formatted(format.word()));
    assertThat(Engine.CONVERTER.convert(png, params, file.resolveSibling("n")))
        .isInstanceOf(Conversion.Converted.class);
    return folder.resolve("n");
  }
}
