package io.framewright.transcoder.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressParserTest {

  private final ProgressParser parser = new ProgressParser();

  @Test
  void aBlockIsReadWhenItEnds() {
    Progress progress =
        parse(
            "frame=50",
            "fps=25.00",
            "total_size=1024",
            "out_time_us=2000000",
            "out_time_ms=2000000",
            "speed= 2x",
            "progress=continue");

    assertThat(progress)
        .isEqualTo(
            new Progress(
                OptionalLong.of(50),
                OptionalDouble.of(25),
                OptionalDouble.of(2),
                OptionalDouble.of(2),
                OptionalLong.of(1024)));
    assertThat(progress.percent(OptionalDouble.of(8))).isEqualTo(25);
    assertThat(progress.eta(OptionalDouble.of(8))).hasValue(3);
  }

  @Test
  void whatOldVersionsCallMillisecondsAreMicroseconds() {
    assertThat(parse("out_time_ms=1500000", "progress=end").seconds()).hasValue(1.5);
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    Progress progress =
        parse("frame=", "fps=N/A", "out_time_us=N/A", "speed=N/A", "nonsense", "progress=continue");

    assertThat(progress.seconds()).isEmpty();
    assertThat(progress.speed()).isEmpty();
    assertThat(progress.percent(OptionalDouble.of(8))).isZero();
    assertThat(progress.eta(OptionalDouble.of(8))).isEmpty();
  }

  @Test
  void aTimeBeforeTheStartIsNoTime() {
    assertThat(parse("out_time_us=-23219", "progress=continue").seconds()).isEmpty();
  }

  @Test
  void onlyTheCheckOfTheOutputMakesAHundred() {
    assertThat(parse("out_time_us=9000000", "progress=end").percent(OptionalDouble.of(8)))
        .isEqualTo(99);
  }

  @Test
  void nothingIsKeptFromTheBlockBefore() {
    parse("out_time_us=1000000", "progress=continue");

    assertThat(parse("frame=1", "progress=continue").seconds()).isEmpty();
  }

  private Progress parse(String... lines) {
    return List.of(lines).stream()
        .map(parser::accept)
        .flatMap(Optional::stream)
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
