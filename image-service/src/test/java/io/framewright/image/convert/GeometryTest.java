package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.convert.ConvertParams.Fit;
import io.framewright.image.convert.ConvertParams.Resize;
import io.framewright.image.convert.Geometry.Scaling;
import io.framewright.image.convert.Geometry.Size;
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
  })
  void bothSides(Fit fit, int w, int h, int askW, int askH, int sw, int sh, int rw, int rh) {
    var resize = new Resize(OptionalInt.of(askW), OptionalInt.of(askH), fit);
    assertThat(Geometry.scaling(new Size(w, h), resize))
        .isEqualTo(new Scaling(new Size(sw, sh), new Size(rw, rh)));
  }

  @ParameterizedTest
  @CsvSource({"COVER", "CONTAIN", "FILL"})
  void withOneSideTheAspectIsKept(Fit fit) {
    Size from = new Size(400, 300);
    var byWidth = new Resize(OptionalInt.of(200), OptionalInt.empty(), fit);
    var byHeight = new Resize(OptionalInt.empty(), OptionalInt.of(600), fit);
    assertThat(Geometry.scaling(from, byWidth).result()).isEqualTo(new Size(200, 150));
    assertThat(Geometry.scaling(from, byHeight).result()).isEqualTo(new Size(800, 600));
  }

  @Test
  void aCropIsCentred() {
    Scaling scaling = new Scaling(new Size(1280, 960), new Size(1280, 720));
    assertThat(scaling.crops()).isTrue();
    assertThat(scaling.left()).isZero();
    assertThat(scaling.top()).isEqualTo(120);
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
    var resize = new Resize(OptionalInt.of(16_384), OptionalInt.of(1), Fit.COVER);
    assertThat(Geometry.scaling(new Size(1, 16_384), resize).scaled().height())
        .isEqualTo(16_384 * 16_384);
  }
}
