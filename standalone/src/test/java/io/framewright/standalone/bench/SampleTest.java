package io.framewright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void percentilesAreByNearestRank() {
    Sample sample = new Sample(IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());

    assertThat(sample.percentile(50)).isEqualTo(100);
    assertThat(sample.percentile(99)).isEqualTo(198);
    assertThat(new Sample(new double[] {5}).percentile(99)).isEqualTo(5);
  }
}
