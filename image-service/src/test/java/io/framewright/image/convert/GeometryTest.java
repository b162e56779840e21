package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
import io.framewright.image.convert.Step.Fit;
import io.framewright.image.convert.Step.Resize;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

  @ParameterizedTest
  @CsvSource({
    "COVER,   4000, 3000, 1280,  720, 1280,  960, 1280,  720",
    "COVER,   3000, 4000, 1280,  720, 1280, 1707, 1280,  720",
    "COVER,    100,  100,  200,  400,  400,  400,  200,  400",
    "CONTAIN, 4000, 3000, 1280,  720,  960,  720,  960,  720",
    "CONTAIN, 3000, 4000, 1280,  720,  540,  720,  540,  720",
    "CONTAIN,  100,   50,  400,  400,  400,  200,  400,  200",
    "CONTAIN, 5000,    1,  100,  100,  100,    1,  100,    1",
    "FILL,    4000, 3000,  100,  900,  100,  900,  100,  900",
    "INSIDE,  4000, 3000, 1280,  720,  960,  720,  960,  720",
    "OUTSIDE, 4000, 3000, 1280,  720, 1280,  960, 1280,  960",
    "OUTSIDE, 3000, 4000, 1280,  720, 1280, 1707, 1280, 1707",
  })
  void bothSides(Fit fit, int w, int h, int askW, int askH, int sw, int sh, int rw, int rh) {
    var resize = new Resize(OptionalInt.of(askW), OptionalInt.of(askH), fit, Gravity.CENTER, true);
    assertThat(Geometry.scaling(new Size(w, h), resize))
        .isEqualTo(new Scaling(new Size(sw, sh), new Size(rw, rh)));
  }

  @ParameterizedTest
  @CsvSource({"COVER", "CONTAIN", "FILL"})
  void withOneSideTheAspectIsKept(Fit fit) {
    Size from = new Size(400, 300);
    var byWidth = new Resize(OptionalInt.of(200), OptionalInt.empty(), fit, Gravity.CENTER, true);
    var byHeight = new Resize(OptionalInt.empty(), OptionalInt.of(600), fit, Gravity.CENTER, true);
    assertThat(Geometry.scaling(from, byWidth).result()).isEqualTo(new Size(200, 150));
    assertThat(Geometry.scaling(from, byHeight).result()).isEqualTo(new Size(800, 600));
  }

  @ParameterizedTest
  @CsvSource({
    "COVER,   100, 50, 400, 400, 100,  50",
    "COVER,   100, 50,  60, 400,  60,  50",
    "CONTAIN, 100, 50, 400, 400, 100,  50",
    "INSIDE,  100, 50,  50, 400,  50,  25",
    "OUTSIDE, 100, 50,  90,  90, 100,  50",
    "OUTSIDE, 100, 50,  40,  10,  40,  20",
    "FILL,    100, 50, 400,  20, 100,  20",
  })
  void withoutEnlargementNothingGrows(Fit fit, int w, int h, int askW, int askH, int rw, int rh) {
    var resize = new Resize(OptionalInt.of(askW), OptionalInt.of(askH), fit, Gravity.CENTER, false);
    assertThat(Geometry.scaling(new Size(w, h), resize).result()).isEqualTo(new Size(rw, rh));
  }

  @ParameterizedTest
  @CsvSource({"CENTER, 10, 20", "NORTH, 10, 0", "SOUTH_EAST, 20, 40", "WEST, 0, 20"})
  void gravityPullsToASide(Gravity gravity, int left, int top) {
    assertThat(gravity.left(100, 80)).isEqualTo(left);
    assertThat(gravity.top(100, 60)).isEqualTo(top);
  }

  @ParameterizedTest
  @CsvSource({
    "1600, 900, 16, 9, 1600, 900",
    "1600, 1200, 16, 9, 1600, 900",
    "900, 1600, 1, 1, 900, 900",
    "1000, 10, 1, 1, 10, 10",
    "10, 10, 1000, 1, 10, 1",
  })
  void anAspectTakesTheLargestPart(int w, int h, int across, int down, int rw, int rh) {
    assertThat(Geometry.withAspect(new Size(w, h), across, down)).isEqualTo(new Size(rw, rh));
  }

  @Test
  void quarterTurnsAreExactAndOthersHoldThePicture() {
    assertThat(Geometry.turned(new Size(40, 30), 90)).isEqualTo(new Size(30, 40));
    assertThat(Geometry.turned(new Size(40, 30), -180)).isEqualTo(new Size(40, 30));
    assertThat(Geometry.turned(new Size(100, 100), 45)).isEqualTo(new Size(143, 143));
  }

  @Test
  void orientationsFromFiveOnSwapTheSides() {
    Size stored = new Size(400, 300);
    for (int orientation = 1; orientation <= 8; orientation++) {
      assertThat(Geometry.upright(stored, orientation))
          .isEqualTo(orientation < 5 ? stored : stored.turned());
    }
  }

  @Test
  void anAbsurdEnlargementSaturates() {
    var resize =
        new Resize(OptionalInt.of(16_384), OptionalInt.of(1), Fit.COVER, Gravity.CENTER, true);
    assertThat(Geometry.scaling(new Size(1, 16_384), resize).scaled().height())
        .isEqualTo(16_384 * 16_384);
  }
}
