package io.framewright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAligned() {
    assertThat(new Table("A", "B").row("long", "1").row("x", "2").toString())
        .isEqualTo("A     B\nlong  1\nx     2\n");
  }

  @Test
  void sizesAndTimesReadWell() {
    assertThat(Words.size(900)).isEqualTo("900 B");
    assertThat(Words.size(1536)).isEqualTo("1.5 KB");
    assertThat(Words.size(5 << 20)).isEqualTo("5.0 MB");
    assertThat(Words.time(Duration.ofMillis(40))).isEqualTo("40 ms");
    assertThat(Words.time(Duration.ofMillis(1540))).isEqualTo("1.5 s");
    assertThat(Words.time(Duration.ofSeconds(75))).isEqualTo("1 m 15 s");
  }
}
