package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.standalone.bench.Cost;
import io.framewright.standalone.bench.Video.Measured;
import io.framewright.standalone.bench.Video.Ran;
import io.framewright.standalone.bench.Video.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoFiguresTest {

  private static final VideoFigures FIGURES =
      new VideoFigures(
          List.of(new Measured(3, List.of(round(2.2, 2), round(3, 2), round(2, 2)))), 2);

  private static Round round(double wall, double bare) {
    return new Round(new Ran(new Cost(wall, 2 * wall), 0.1, 1.5, 0.3), new Cost(bare, 3));
  }

  @Test
  void aRatioIsTheMiddleOfTheRoundsRatios() {
    assertThat(FIGURES.json().at("/films/0/wall_ratio").asDouble()).isEqualTo(1.1);
    assertThat(FIGURES.json().at("/films/0/processor_ratio").asDouble()).isEqualTo(4.4 / 3);
    assertThat(FIGURES.json().at("/films/0/rounds")).hasSize(3);
  }

  @Test
  void aPersonSeesBothCostsAndWhereTheTimeGoes() {
    assertThat(FIGURES.text())
        .contains("3 s OF 1080p", "1.10", "2.20 3.00 2.00", "4.40 6.00 4.00", "at rest")
        .containsPattern("ffmpeg's encode +1.50")
        .containsPattern("until the client knows +0.30");
  }
}
