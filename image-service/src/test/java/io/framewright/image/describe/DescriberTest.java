package io.framewright.image.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.image.Engine;
import io.framewright.image.convert.ImageConverter.Looked;
import io.framewright.image.convert.ImageConverter.NotSeen;
import io.framewright.image.convert.ImageConverter.Seen;
import io.framewright.platform.errors.ErrorCode;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriberTest {

  private static final Describer DESCRIBER = new Describer(Engine.CONVERTER);

  @TempDir Path folder;

  private JsonNode described(Path file) throws Exception {
    Looked<String> looked = DESCRIBER.describe(file);
    assertThat(looked).isInstanceOf(Seen.class);
    return new ObjectMapper().readTree(((Seen<String>) looked).what());
  }

  private Path real(String resource) throws Exception {
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  private static Sample filled(int width, int height, Color left, Color right) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      Color colour = i % width < width / 2 ? left : right;
      rgb[i * 3] = (byte) colour.getRed();
      rgb[i * 3 + 1] = (byte) colour.getGreen();
      rgb[i * 3 + 2] = (byte) colour.getBlue();
    }
    return Sample.of(width, height, rgb);
  }

  @Test
  void aPhotoSaysHowItWasTakenButNotWhere() throws Exception {
    JsonNode photo = described(real("/test-documents/testJPEG_GEO.jpg"));
    assertThat(photo.path("format").asText()).isEqualTo("jpeg");
    assertThat(photo.at("/exif/make").asText()).isEqualTo("Canon");
    assertThat(photo.at("/exif/model").asText()).isEqualTo("Canon EOS 40D");
    assertThat(photo.at("/exif/iso").asText()).isEqualTo("400");
    assertThat(photo.path("has_position").asBoolean()).isTrue();
    assertThat(photo.toString()).doesNotContainIgnoringCase("latitude").doesNotContain("2009");
  }

  @Test
  void aProfileHasAName() throws Exception {
    assertThat(described(real("/webp/photo-iccp-adobergb.webp")).path("icc_profile").asText())
        .isEqualTo("Adobe RGB (1998)");
    assertThat(IccProfile.name(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())).isPresent();
    assertThat(IccProfile.name(new byte[10])).isEmpty();
    byte[] damaged = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    for (int i = 128; i < 400; i++) {
      damaged[i] = (byte) 0xFF;
    }
    assertThat(IccProfile.name(damaged)).isEmpty();
  }

  @Test
  void theLargestColoursComeFirst() throws Exception {
    BufferedImage image = new BufferedImage(100, 40, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 4000; i++) {
      image.setRGB(i % 100, i / 100, i % 100 < 75 ? 0xFF204060 : 0);
    }
    Path file = folder.resolve("two.png");
    ImageIO.write(image, "png", file.toFile());
    JsonNode colours = described(file).path("colors");
    assertThat(colours.get(0).path("color").asText()).isEqualTo("#204060");
    assertThat(colours.get(0).path("share").asDouble()).isBetween(0.72, 0.77);
    assertThat(colours.get(1).path("color").asText()).matches("#(f[ef]){3}");
  }

  /** As the reference implementation has it (npm blurhash 2.0). */
  @ParameterizedTest
  @CsvSource({
    "16, 16, FFFFFF, FFFFFF, LKTSUA~qfQ~q~qoffQoffQfQfQfQ",
    "16, 16, FF0000, FF0000, LKTI:j|cfQ|c|co1fQo1fQfQfQfQ",
    "16, 16, 000000, 000000, L00000fQfQfQfQfQfQfQfQfQfQfQ",
    "20, 10, FF0000, 0000FF, L~LjfL|TwtJrw$sRjsWrfQfQfQfQ",
  })
  void aBlurHashIsWhatOthersMakeOfIt(
      int width, int height, String left, String right, String hash) {
    Color first = new Color(Integer.parseInt(left, 16));
    Color second = new Color(Integer.parseInt(right, 16));
    assertThat(BlurHash.of(filled(width, height, first, second))).isEqualTo(hash);
  }

  @Test
  void aHashStaysWhenThePictureIsMadeSmaller() throws Exception {
    Path large = real("/exif/Landscape_1.jpg");
    Path small = folder.resolve("small.webp");
    Engine.CONVERTER.convert(
        large,
        io.framewright.image.convert.ConvertParams.parse(
            "{\"steps\":[{\"type\":\"resize\",\"width\":200}],"
                + "\"output\":{\"format\":\"webp\",\"quality\":40}}"),
        small);
    Path other = real("/exif/Portrait_1.jpg");
    assertThat(distance(large, small)).isLessThan(6);
    assertThat(distance(large, other)).isGreaterThan(12);
    assertThat(distance(large, real("/exif/Landscape_6.jpg"))).isLessThan(6);
  }

  private int distance(Path one, Path other) throws Exception {
    long first = HexFormat.fromHexDigitsToLong(described(one).path("phash").asText());
    long second = HexFormat.fromHexDigitsToLong(described(other).path("phash").asText());
    return Long.bitCount(first ^ second);
  }

  @Test
  void whatCannotBeSeenIsRefusedLikeAnyInput() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no picture");
    assertThat(DESCRIBER.describe(text))
        .isInstanceOfSatisfying(
            NotSeen.class,
            not -> assertThat(not.why().code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA));
    byte[] half = Files.readAllBytes(real("/exif/Portrait_2.jpg"));
    Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(half, 90_000));
    assertThat(DESCRIBER.describe(cut)).isInstanceOf(NotSeen.class);
  }
}
