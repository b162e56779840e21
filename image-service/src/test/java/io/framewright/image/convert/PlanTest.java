package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  private static final String TO_JPEG = "{'output':{'format':'jpeg'}}";

  private static Picture picture(ImageFormat format, int width, int height, int pages) {
    return new Picture(format, width, height, 3, "srgb", false, false, pages, 0, 1, 1000);
  }

  private static Plan plan(Picture input, String params) throws InfeasibleException {
    ConvertParams asked = Pictures.params(params);
    return Plan.of(input, asked.autoOrient(), asked.main(), Limits.DEFAULT);
  }

  private static ErrorCode refusal(Picture input, String params) {
    return refused(input, params).code();
  }

  private static Conversion.Refused refused(Picture input, String params) {
    return catchThrowableOfType(InfeasibleException.class, () -> plan(input, params)).refused();
  }

  @Test
  void withoutStepsThePictureKeepsItsSize() throws Exception {
    Plan plan = plan(picture(ImageFormat.PNG, 40, 30, 1), TO_JPEG);
    assertThat(plan.size()).isEqualTo(new Size(40, 30));
    assertThat(plan.pixels()).isEqualTo(1200);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void stepsFollowEachOther() throws Exception {
    String params =
        "{'steps':[{'type':'resize','width':20,'height':20},{'type':'resize','width':10}],"
            + "'output':{'format':'jpeg'}}";
    assertThat(plan(picture(ImageFormat.PNG, 40, 30, 1), params).size())
        .isEqualTo(new Size(10, 10));
  }

  @Test
  void theLimitsHoldForTheInputAndForEveryStep() throws Exception {
    assertThat(plan(picture(ImageFormat.PNG, 10_000, 10_000, 1), TO_JPEG).pixels())
        .isEqualTo(100_000_000);
    assertThat(refusal(picture(ImageFormat.PNG, 10_001, 10_000, 1), TO_JPEG))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    assertThat(refusal(picture(ImageFormat.PNG, 16_385, 1, 1), TO_JPEG))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
    String enlarge =
        "{'steps':[{'type':'resize','width':16384},{'type':'resize','width':10}],"
            + "'output':{'format':'jpeg'}}";
    assertThat(refusal(picture(ImageFormat.PNG, 100, 100, 1), enlarge))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void aCropOutOfAnAbsurdEnlargementIsRefused() throws Exception {
    String params =
        "{'steps':[{'type':'resize','width':1000,'height':1000}],'output':{'format':'jpeg'}}";
    assertThat(refusal(picture(ImageFormat.PNG, 1, 16_384, 1), params))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void allFramesOfAnAnimationCount() throws Exception {
    String toWebp = "{'output':{'format':'webp'}}";
    assertThat(plan(picture(ImageFormat.GIF, 1000, 1000, 100), toWebp).frames()).isEqualTo(100);
    assertThat(refusal(picture(ImageFormat.GIF, 1000, 1000, 101), toWebp))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void aStillTargetTakesTheFirstFrameAndSaysSo() throws Exception {
    Plan plan = plan(picture(ImageFormat.GIF, 10, 10, 7), TO_JPEG);
    assertThat(plan.frames()).isEqualTo(1);
    assertThat(plan.warnings()).containsExactly("only the first of 7 frames was converted");
  }

  @Test
  void aFormatsOwnLimitIsSaid() throws Exception {
    assertThat(refusal(picture(ImageFormat.PNG, 16_384, 10, 1), "{'output':{'format':'webp'}}"))
        .isEqualTo(ErrorCode.INVALID_OUTPUT);
  }

  @Test
  void settingsThatAFormatDoesNotKnowAreNamed() throws Exception {
    Picture input = picture(ImageFormat.PNG, 10, 10, 1);
    assertThat(plan(input, "{'output':{'format':'png','quality':50,'effort':9}}").warnings())
        .containsExactly("png has no quality setting; it was ignored");
    assertThat(plan(input, "{'output':{'format':'jpeg','effort':3}}").warnings())
        .containsExactly("jpeg has no effort setting; it was ignored");
  }

  @Test
  void metadataStaysOnlyWhereItIsAskedFor() {
    Encoding kept =
        Pictures.params("{'output':{'format':'jpeg','metadata':'keep'}}").main().encoding();
    for (ImageFormat format : ImageFormat.values()) {
      if (format.writable() && format != ImageFormat.BMP) {
        assertThat(SaveOptions.of(format, Encoding.PLAIN)).contains(entry("strip", "true"));
        assertThat(SaveOptions.of(format, kept)).contains(entry("strip", "false"));
      }
    }
  }

  @Test
  void settingsReachTheSaver() {
    Encoding webp =
        Pictures.params("{'output':{'format':'webp','quality':31,'effort':9,'lossless':true}}")
            .main()
            .encoding();
    assertThat(SaveOptions.of(ImageFormat.WEBP, webp))
        .contains(entry("Q", "31"), entry("effort", "6"), entry("lossless", "true"));
    Encoding jpeg =
        Pictures.params("{'output':{'format':'jpeg','progressive':false,'subsampling':'4:4:4'}}")
            .main()
            .encoding();
    assertThat(SaveOptions.of(ImageFormat.JPEG, jpeg))
        .contains(entry("interlace", "false"), entry("subsample_mode", "off"));
  }

  @Test
  void theLargestPictureOnTheWayIsWhatCounts() throws Exception {
    String params =
        "{'steps':[{'type':'resize','width':400},{'type':'resize','width':10}],"
            + "'output':{'format':'jpeg'}}";
    assertThat(plan(picture(ImageFormat.PNG, 40, 30, 1), params).pixels()).isEqualTo(120_000);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{'type':'crop';'left':30;'top':0;'width':20;'height':10}, ends before",
        "{'type':'crop';'width':41;'height':10}, pad it first",
        "{'type':'pad';'width':16384;'height':16384}, would make a picture",
        "{'type':'rotate';'angle':90};{'type':'crop';'width':40;'height':30}, step 2",
      })
  void aStepThatDoesNotFitIsNamed(String step, String words) {
    String params = "{'steps':[%s],'output':{'format':'jpeg'}}".formatted(step.replace(';', ','));
    assertThat(refused(picture(ImageFormat.PNG, 40, 30, 1), params).message()).contains(words);
  }

  @Test
  void tooManyFramesAreRefusedForAStillToo() {
    assertThat(refusal(picture(ImageFormat.GIF, 1, 1, 2_001), TO_JPEG))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void automaticIsAvifForSmallStillsAndWebpForTheRest() throws Exception {
    String auto = "{'output':{'format':'auto'}}";
    assertThat(plan(picture(ImageFormat.PNG, 1920, 1080, 1), auto).target())
        .isEqualTo(ImageFormat.AVIF);
    assertThat(plan(picture(ImageFormat.PNG, 4000, 3000, 1), auto).target())
        .isEqualTo(ImageFormat.WEBP);
    assertThat(plan(picture(ImageFormat.GIF, 10, 10, 3), auto).frames()).isEqualTo(3);
    assertThat(plan(picture(ImageFormat.GIF, 10, 10, 3), auto).target())
        .isEqualTo(ImageFormat.WEBP);
  }

  @Test
  void aSizeInBytesNeedsAQuality() {
    Picture input = picture(ImageFormat.PNG, 10, 10, 1);
    assertThat(refusal(input, "{'output':{'format':'png','max_bytes':2000}}"))
        .isEqualTo(ErrorCode.INVALID_OUTPUT);
    assertThat(refusal(input, "{'output':{'format':'webp','lossless':true,'max_bytes':2000}}"))
        .isEqualTo(ErrorCode.INVALID_OUTPUT);
  }
}
