package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.standalone.bench.Alone;
import io.framewright.standalone.bench.Cost;
import io.framewright.standalone.bench.Images.Kind;
import io.framewright.standalone.bench.Images.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageFiguresTest {

  private static final long MEGABYTE = 1 << 20;
  private static final List<Alone> BARE = List.of(new Alone(new Cost(4, 5), 10 * MEGABYTE));
  private static final List<Alone> NODE = List.of(new Alone(new Cost(8, 10), 20 * MEGABYTE));

  private static ImageFigures figures(List<Alone> node) {
    return new ImageFigures(
        List.of(
            new Measured(
                Kind.all().getFirst(), 16, List.of(new Cost(6, 9)), BARE, node, 30 * MEGABYTE)));
  }

  @Test
  void throughputAndProcessorTimeAreComparedWithEachProgram() {
    var jpeg = figures(NODE).json().path("jpeg");

    assertThat(jpeg.path("libvips_time_ratio").asDouble()).isEqualTo(1.5);
    assertThat(jpeg.path("libvips_processor_ratio").asDouble()).isEqualTo(1.8);
    assertThat(jpeg.path("node_time_ratio").asDouble()).isEqualTo(0.75);
    assertThat(jpeg.path("node_jobs_per_second").asDouble()).isEqualTo(2);
  }

  @Test
  void withoutNodeNothingIsSaidOfIt() {
    assertThat(figures(List.of()).text()).contains("libvips", "1.50").doesNotContain("Node");
    assertThat(figures(NODE).text()).contains("node", "0.75", "BullMQ");
  }
}
