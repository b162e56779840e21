package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.Refused;
import io.framewright.image.convert.ImageConverter.Work;
import io.framewright.platform.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How results are written: sizes, metadata, progression. */
class OutputTest {

  /** Tag 0x8825 of EXIF, the pointer to the place, with its type 4 and count 1. */
  private static final String GPS_LITTLE = "%\u0088\4\0\1\0\0\0";

  private static final String GPS_BIG = "\u0088%\0\4\0\0\0\1";

  @TempDir Path folder;

  private Conversion convert(Path input, String output) throws Exception {
    return Engine.CONVERTER.convert(
        input,
        Pictures.params(
            "{'steps':[{'type':'resize','width':240}],'output':{%s}}".formatted(output)),
        folder.resolve("output"));
  }

  private Converted converted(Path input, String output) throws Exception {
    Conversion made = convert(input, output);
    assertThat(made).isInstanceOf(Converted.class);
    return (Converted) made;
  }

  private Path photo() throws Exception {
    return Pictures.real("/exif/Landscape_1.jpg", folder);
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 6000", "webp, 4000", "avif, 4000"})
  void theQualityGoesDownUntilTheFileFits(String format, long most) throws Exception {
    Path photo = photo();
    long plain = converted(photo, "'format':'%s'".formatted(format)).output().bytes();
    assertThat(plain).isGreaterThan(most);
    long small =
        converted(photo, "'format':'%s','max_bytes':%d".formatted(format, most)).output().bytes();
    assertThat(small).isBetween(most * 3 / 4, most);
    long enough =
        converted(photo, "'format':'%s','max_bytes':%d".formatted(format, plain)).output().bytes();
    assertThat(enough).isEqualTo(plain);
  }

  @Test
  void aSizeThatNoQualityReachesIsRefusedWithTheSmallest() throws Exception {
    Conversion made = convert(photo(), "'format':'jpeg','max_bytes':500");
    assertThat(made).isInstanceOf(Refused.class);
    assertThat(((Refused) made).code()).isEqualTo(ErrorCode.INVALID_OUTPUT);
    assertThat(((Refused) made).message()).contains("lowest quality", "max_bytes is 500");
  }

  @ParameterizedTest
  @CsvSource({"jpeg", "png", "webp", "avif"})
  void whatIsKeptHasTheCameraAndNoPlace(String format) throws Exception {
    Path input = Pictures.real("/test-documents/testJPEG_GEO.jpg", folder);
    String kept =
        text(converted(input, "'format':'%s','metadata':'keep'".formatted(format)).file());
    assertThat(kept).contains("Canon");
    assertThat(kept).doesNotContain(GPS_LITTLE, GPS_BIG);
    String place =
        text(
            converted(input, "'format':'%s','metadata':'keep','keep_gps':true".formatted(format))
                .file());
    assertThat(place.contains(GPS_LITTLE) || place.contains(GPS_BIG)).isTrue();
  }

  @Test
  void aKeptOrientationDoesNotTurnThePictureTwice() throws Exception {
    Path input = Pictures.real("/exif/Landscape_6.jpg", folder);
    Converted made = converted(input, "'format':'jpeg','metadata':'keep'");
    assertThat(made.input().orientation()).isEqualTo(6);
    assertThat(made.output().orientation()).isEqualTo(1);
    assertThat(made.output().width()).isGreaterThan(made.output().height());
  }

  @ParameterizedTest
  @CsvSource({"true, 194", "false, 192"})
  void aJpegIsProgressiveOrNot(boolean progressive, int startOfFrame) throws Exception {
    Converted made = converted(photo(), "'format':'jpeg','progressive':%s".formatted(progressive));
    assertThat(text(made.file())).contains("\u00ff" + (char) startOfFrame + "\0\u0011");
  }

  @ParameterizedTest
  @CsvSource({"4:2:0, 34", "4:4:4, 17"})
  void coloursAreSubsampledAsAsked(String subsampling, int sampling) throws Exception {
    Converted made =
        converted(
            photo(),
            "'format':'jpeg','progressive':false,'subsampling':'%s'".formatted(subsampling));
    String file = text(made.file());
    int frame = file.indexOf("\u00ff\u00c0\0\u0011");
    assertThat((int) file.charAt(frame + 11)).isEqualTo(sampling);
  }

  @Test
  void losslessKeepsEveryPixel() throws Exception {
    Path input = Pictures.png(folder, 40, 30);
    for (String format : new String[] {"webp", "png", "bmp", "tiff"}) {
      Path made =
          Files.move(
              ((Converted)
                      Engine.CONVERTER.convert(
                          input,
                          Pictures.params(
                              "{'output':{'format':'%s','lossless':%s}}"
                                  .formatted(format, format.equals("webp"))),
                          folder.resolve("output")))
                  .file(),
              folder.resolve("made." + format));
      Engine.CONVERTER.convert(made, ConvertParams.to(ImageFormat.PNG), folder.resolve("back"));
      var back = javax.imageio.ImageIO.read(folder.resolve("back").toFile());
      var image = javax.imageio.ImageIO.read(input.toFile());
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 40; x++) {
          assertThat(back.getRGB(x, y)).as(format).isEqualTo(image.getRGB(x, y));
        }
      }
    }
  }

  @Test
  void automaticTakesAFormatOfTheWeb() throws Exception {
    assertThat(converted(photo(), "'format':'auto'").output().format()).isEqualTo(ImageFormat.AVIF);
    Path animation = Pictures.real("/webp/animated-webp-supported.webp", folder);
    Converted moving = converted(animation, "'format':'auto'");
    assertThat(moving.output().format()).isEqualTo(ImageFormat.WEBP);
    assertThat(moving.output().pages()).isEqualTo(12);
  }

  @Test
  void oneThatIsAbortedSaysSo() throws Exception {
    ConvertParams params = Pictures.params("{'output':{'format':'png'}}");
    Abort abort = new Abort();
    abort.now();
    Work work = new Work(Map.of("input", photo()), true, abort);
    assertThat(Engine.CONVERTER.convert(work, params.main(), folder.resolve("output")))
        .isEqualTo(new Conversion.Aborted());
  }
}
