package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.platform.errors.ErrorCode;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final String TO_JPEG = "{'output':{'format':'jpeg'}}";

  private static Picture picture(ImageFormat format, int width, int height, int pages) {
    return new Picture(format, width, height, 3, "srgb", false, false, pages, 1, 1000);
  }

  private static Plan.Planned plan(Picture input, String params) {
    return Plan.of(input, Pictures.params(params), Limits.DEFAULT);
  }

  private static Plan feasible(Picture input, String params) {
    assertThat(plan(input, params)).isInstanceOf(Plan.Feasible.class);
    return ((Plan.Feasible) plan(input, params)).plan();
  }

  private static ErrorCode refusal(Picture input, String params) {
    assertThat(plan(input, params)).isInstanceOf(Plan.Refused.class);
    return ((Plan.Refused) plan(input, params)).code();
  }

  @Test
  void withoutStepsThePictureKeepsItsSize() {
    Plan plan = feasible(picture(ImageFormat.PNG, 40, 30, 1), TO_JPEG);
    assertThat(plan.scalings()).containsExactly(new Scaling(new Size(40, 30), new Size(40, 30)));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void stepsFollowEachOther() {
    String params =
        "{'steps':[{'type':'resize','width':20,'height':20},{'type':'resize','width':10}],"
            + "'output':{'format':'jpeg'}}";
    assertThat(feasible(picture(ImageFormat.PNG, 40, 30, 1), params).result())
        .isEqualTo(new Size(10, 10));
  }

  @Test
  void theLimitsHoldForTheInputAndForEveryStep() {
    assertThat(plan(picture(ImageFormat.PNG, 10_000, 10_000, 1), TO_JPEG))
        .isInstanceOf(Plan.Feasible.class);
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
  void aCropOutOfAnAbsurdEnlargementIsRefused() {
    String params =
        "{'steps':[{'type':'resize','width':1000,'height':1000}],'output':{'format':'jpeg'}}";
    assertThat(refusal(picture(ImageFormat.PNG, 1, 16_384, 1), params))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void allFramesOfAnAnimationCount() {
    String toWebp = "{'output':{'format':'webp'}}";
    assertThat(feasible(picture(ImageFormat.GIF, 1000, 1000, 100), toWebp).frames()).isEqualTo(100);
    assertThat(refusal(picture(ImageFormat.GIF, 1000, 1000, 101), toWebp))
        .isEqualTo(ErrorCode.TOO_MANY_PIXELS);
  }

  @Test
  void aStillTargetTakesTheFirstFrameAndSaysSo() {
    Plan plan = feasible(picture(ImageFormat.GIF, 10, 10, 7), TO_JPEG);
    assertThat(plan.frames()).isEqualTo(1);
    assertThat(plan.warnings()).containsExactly("only the first of 7 frames was converted");
  }

  @Test
  void aFormatsOwnLimitIsSaid() {
    assertThat(refusal(picture(ImageFormat.PNG, 16_384, 10, 1), "{'output':{'format':'webp'}}"))
        .isEqualTo(ErrorCode.INVALID_OUTPUT);
  }

  @Test
  void settingsThatAFormatDoesNotKnowAreNamed() {
    Picture input = picture(ImageFormat.PNG, 10, 10, 1);
    assertThat(feasible(input, "{'output':{'format':'png','quality':50,'effort':9}}").warnings())
        .containsExactly("png has no quality setting; it was ignored");
    assertThat(feasible(input, "{'output':{'format':'jpeg','effort':3}}").warnings())
        .containsExactly("jpeg has no effort setting; it was ignored");
  }

  @Test
  void everySaverLeavesMetadataOut() {
    for (ImageFormat format : ImageFormat.values()) {
      var output = Pictures.params("{'output':{'format':'%s'}}".formatted(format.word())).output();
      assertThat(SaveOptions.of(output)).contains(entry("strip", "true"));
    }
  }

  @Test
  void qualityEffortAndLosslessReachTheSaver() {
    var output =
        Pictures.params("{'output':{'format':'webp','quality':31,'effort':9,'lossless':true}}")
            .output();
    assertThat(SaveOptions.of(output))
        .contains(entry("Q", "31"), entry("effort", "6"), entry("lossless", "true"));
  }
}
