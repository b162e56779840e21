package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Geometry.Size;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageConverterTest {

  /** Tag 0x8825 of EXIF, the pointer to the place, with its type 4 and count 1, little-endian. */
  private static final String GPS_TAG = "%\u0088\4\0\1\0\0\0";

  @TempDir Path folder;

  private Converted convert(Path input, String params) throws Exception {
    Conversion made =
        Engine.CONVERTER.convert(input, Pictures.params(params), folder.resolve("output"));
    assertThat(made).isInstanceOf(Converted.class);
    return (Converted) made;
  }

  /** Converts, then to PNG without loss so that ImageIO can look at the pixels. */
  private BufferedImage pixels(Path input, String params) throws Exception {
    Path made = Files.move(convert(input, params).file(), folder.resolve("made"));
    convert(made, "{'output':{'format':'png'}}");
    return ImageIO.read(folder.resolve("output").toFile());
  }

  private static void assertQuarters(BufferedImage image) {
    int right = image.getWidth() * 3 / 4;
    int bottom = image.getHeight() * 3 / 4;
    int left = image.getWidth() / 4;
    int top = image.getHeight() / 4;
    assertColour(image, left, top, Color.RED);
    assertColour(image, right, top, Color.GREEN);
    assertColour(image, left, bottom, Color.BLUE);
    assertColour(image, right, bottom, Color.WHITE);
  }

  private static void assertColour(BufferedImage image, int x, int y, Color expected) {
    Color actual = new Color(image.getRGB(x, y));
    assertThat(distance(actual, expected)).as("%s at %d, %d", actual, x, y).isLessThan(24);
  }

  private static int distance(Color a, Color b) {
    return Math.max(
        Math.abs(a.getRed() - b.getRed()),
        Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
  }

  static Stream<Arguments> pairs() {
    return Pictures.MADE_HERE.stream()
        .flatMap(from -> Pictures.MADE_HERE.stream().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyFormatBecomesEveryOther(ImageFormat from, ImageFormat to) throws Exception {
    Path input = Pictures.in(from, folder, 96, 64);
    Converted made = convert(input, "{'output':{'format':'%s'}}".formatted(to.word()));
    assertThat(Headers.size(to, made.file())).isEqualTo(new Size(96, 64));
    assertThat(ImageFormat.sniff(Files.readAllBytes(made.file()))).contains(to);
    assertThat(made.input().format()).isEqualTo(from);
    assertThat(made.output().bytes()).isEqualTo(Files.size(made.file()));
    assertQuarters(pixels(input, "{'output':{'format':'%s'}}".formatted(to.word())));
  }

  @ParameterizedTest
  @CsvSource({
    "64, 64, cover,   64,  64",
    "64, 64, contain, 64,  43",
    "64, 64, fill,    64,  64",
    "50, '',   cover,   50,  33",
    "'', 128,  contain, 192, 128",
    "384, 384, cover,  384, 384",
  })
  void resizesComeOutAsPlanned(String width, String height, String fit, int w, int h)
      throws Exception {
    String sides =
        (width.isEmpty() ? "" : "'width':%s,".formatted(width))
            + (height.isEmpty() ? "" : "'height':%s,".formatted(height));
    for (ImageFormat to : Pictures.MADE_HERE) {
      String params =
          "{'steps':[{'type':'resize',%s'fit':'%s'}],'output':{'format':'%s'}}"
              .formatted(sides, fit, to.word());
      Converted made = convert(Pictures.png(folder, 96, 64), params);
      assertThat(Headers.size(to, made.file())).as(to.word()).isEqualTo(new Size(w, h));
    }
  }

  @Test
  void coverKeepsTheCentre() throws Exception {
    String params =
        "{'steps':[{'type':'resize','width':60,'height':60}],'output':{'format':'png'}}";
    assertQuarters(pixels(Pictures.png(folder, 240, 60), params));
  }

  @Test
  void severalStepsAreDoneInOrder() throws Exception {
    String params =
        "{'steps':[{'type':'resize','width':60,'height':60},{'type':'resize','width':30},"
            + "{'type':'resize','width':90,'height':20,'fit':'fill'}],'output':{'format':'png'}}";
    BufferedImage image = pixels(Pictures.png(folder, 240, 60), params);
    assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(90, 20));
    assertQuarters(image);
  }

  @Test
  void withoutAResizeNoPixelChanges() throws Exception {
    BufferedImage before = Pictures.quarters(50, 40, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 50; x++) {
      before.setRGB(x, 7, new Color(x * 5, 255 - x * 3, x * 7 % 256).getRGB());
    }
    Path input = Pictures.write(before, "png", folder.resolve("in.png"));
    for (String to : new String[] {"png", "tiff", "webp','lossless':true,'effort':'1"}) {
      BufferedImage after = pixels(input, "{'output':{'format':'%s'}}".formatted(to));
      Files.delete(folder.resolve("made"));
      for (int x = 0; x < 50; x++) {
        assertThat(after.getRGB(x, 7)).as("%s at %d", to, x).isEqualTo(before.getRGB(x, 7));
      }
    }
  }

  @Test
  void aPictureWithAnSrgbProfileKeepsItsColoursAndLosesTheProfile() throws Exception {
    Path input = Pictures.withSrgbProfile(folder, 96, 64);
    Converted made = convert(input, "{'output':{'format':'png'}}");
    assertThat(made.input().hasProfile()).isTrue();
    assertThat(made.output().hasProfile()).isFalse();
    assertQuarters(ImageIO.read(made.file().toFile()));
  }

  @ParameterizedTest
  @CsvSource({
    "Landscape, 1", "Landscape, 2", "Landscape, 3", "Landscape, 4", "Landscape, 5", "Landscape, 6",
    "Landscape, 7", "Landscape, 8", "Portrait, 3", "Portrait, 5", "Portrait, 6", "Portrait, 8",
  })
  void everyOrientationComesOutUpright(String kind, int orientation) throws Exception {
    Path turned = Pictures.real("/exif/%s_%d.jpg".formatted(kind, orientation), folder);
    Path upright = Pictures.real("/exif/%s_0.jpg".formatted(kind), folder);
    String params = "{'steps':[{'type':'resize','width':120}],'output':{'format':'png'}}";
    Converted made = convert(turned, params);
    assertThat(made.input().orientation()).isEqualTo(orientation);
    assertThat(made.output().orientation()).isEqualTo(1);
    BufferedImage actual = ImageIO.read(made.file().toFile());
    BufferedImage expected = ImageIO.read(convert(upright, params).file().toFile());
    assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
    assertThat(meanDistance(actual, expected)).isLessThan(6);
  }

  private static double meanDistance(BufferedImage a, BufferedImage b) {
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        sum += distance(new Color(a.getRGB(x, y)), new Color(b.getRGB(x, y)));
      }
    }
    return (double) sum / a.getWidth() / a.getHeight();
  }

  @Test
  void withoutAutoOrientThePictureStaysAsStoredAndLosesItsTag() throws Exception {
    Path turned = Pictures.real("/exif/Landscape_6.jpg", folder);
    Converted made = convert(turned, "{'auto_orient':false,'output':{'format':'jpeg'}}");
    assertThat(made.output().stored()).isEqualTo(new Size(1200, 1800));
    assertThat(made.output().orientation()).isEqualTo(1);
  }

  @Test
  void transparencyBecomesWhiteInJpeg() throws Exception {
    BufferedImage clear = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 16; x++) {
      for (int y = 0; y < 32; y++) {
        clear.setRGB(x, y, Color.RED.getRGB());
      }
    }
    Path input = Pictures.write(clear, "png", folder.resolve("clear.png"));
    BufferedImage made =
        ImageIO.read(convert(input, "{'output':{'format':'jpeg'}}").file().toFile());
    assertColour(made, 4, 16, Color.RED);
    assertColour(made, 28, 16, Color.WHITE);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"JPEG", "HEIC", "JXL"},
      mode = EnumSource.Mode.EXCLUDE)
  void transparencyIsKeptWhereItCanBe(ImageFormat to) throws Exception {
    BufferedImage clear = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(5, 5, Color.RED.getRGB());
    Path input = Pictures.write(clear, "png", folder.resolve("clear.png"));
    Converted made = convert(input, "{'output':{'format':'%s'}}".formatted(to.word()));
    assertThat(made.output().hasAlpha()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"cmyk-sample.jpg, cmyk", "cmyk-sample-no-icc.jpg, cmyk", "gray-sample.jpg, b-w"})
  void otherColourSpacesBecomeSrgb(String name, String before) throws Exception {
    Path input = Pictures.real("/jpeg/" + name, folder);
    for (ImageFormat to : Pictures.MADE_HERE) {
      Converted made = convert(input, "{'output':{'format':'%s'}}".formatted(to.word()));
      assertThat(made.input().interpretation()).isEqualTo(before);
      assertThat(made.output().interpretation()).isIn("srgb", "b-w");
      assertThat(Headers.size(to, made.file())).isEqualTo(made.input().stored());
    }
  }

  @Test
  void sixteenBitsBecomeEight() throws Exception {
    BufferedImage deep = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 20; x++) {
      deep.getRaster().setSample(x, 3, 0, 0xFFFF);
    }
    Path input = Pictures.write(deep, "png", folder.resolve("deep.png"));
    Converted made = convert(input, "{'output':{'format':'png'}}");
    assertThat(made.input().interpretation()).isEqualTo("grey16");
    BufferedImage image = ImageIO.read(made.file().toFile());
    assertThat(image.getColorModel().getComponentSize(0)).isEqualTo(8);
    assertThat(new Color(image.getRGB(9, 3))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(9, 9))).isEqualTo(Color.BLACK);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HEIC", "JXL"},
      mode = EnumSource.Mode.EXCLUDE)
  void noPlaceAndNoCameraLeave(ImageFormat to) throws Exception {
    Path input = Pictures.real("/test-documents/testJPEG_GEO.jpg", folder);
    assertThat(text(input)).contains("Exif", "Canon");
    assertThat(text(input)).contains(GPS_TAG);
    String made = text(convert(input, "{'output':{'format':'%s'}}".formatted(to.word())).file());
    assertThat(made).doesNotContain("Canon", "ICC_PROFILE", "xmpmeta");
    int exif = made.indexOf("Exif\0");
    if (exif >= 0) {
      // Older releases of libvips give a WebP an EXIF chunk of their own, with the resolution in
      // it.
      assertThat(to).isEqualTo(ImageFormat.WEBP);
      assertThat(made.substring(exif)).hasSizeLessThan(500).doesNotContain(GPS_TAG);
    }
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"webp, 40, 40", "gif, 40, 20", "webp, 60, 90"})
  void anAnimationKeepsItsFrames(String to, int width, int height) throws Exception {
    Path input = Pictures.real("/webp/animated-webp-supported.webp", folder);
    Converted made =
        convert(
            input,
            "{'steps':[{'type':'resize','width':%d,'height':%d}],'output':{'format':'%s'}}"
                .formatted(width, height, to));
    assertThat(made.output().pages()).isEqualTo(12).isEqualTo(made.input().pages());
    assertThat(Headers.size(ImageFormat.ofWord(to), made.file()))
        .isEqualTo(new Size(width, height));
    assertThat(made.warnings()).isEmpty();
  }

  @Test
  void anAnimationBecomesAStillWithAWarning() throws Exception {
    Path input = Pictures.real("/webp/animated-webp-supported.webp", folder);
    Converted made = convert(input, "{'output':{'format':'jpeg'}}");
    assertThat(Headers.size(ImageFormat.JPEG, made.file())).isEqualTo(new Size(400, 400));
    assertThat(made.warnings()).containsExactly("only the first of 12 frames was converted");
  }

  @Test
  void aJpegThatIsOddButWholeIsConvertedWithAWarning() throws Exception {
    Path input = Pictures.real("/jpeg/exif-jfif-app13-app14ycck-3channel.jpg", folder);
    List<String> warnings = convert(input, "{'output':{'format':'webp'}}").warnings();
    // Newer decoders see nothing odd about it.
    assertThat(warnings).allMatch(text -> text.contains("not quite in order"));
  }

  @Test
  void aDamagedColourProfileIsIgnoredAndNamed() throws Exception {
    Path input = Pictures.real("/jpeg/corrupted-icc-srgb.jpg", folder);
    assertThat(convert(input, "{'output':{'format':'jpeg'}}").warnings())
        .containsExactly("the embedded colour profile cannot be used and was ignored");
  }
}
