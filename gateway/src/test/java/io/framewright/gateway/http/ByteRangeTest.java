package io.framewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=2-4, 2, 4",
    "bytes=5-, 5, 9",
    "bytes=-3, 7, 9",
    "bytes=-30, 0, 9",
    "bytes=8-800, 8, 9",
    "bytes= 2 - 4 , 2, 4"
  })
  void aRangeIsCutToTheObject(String header, long first, long last) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Part(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
  void whatLiesBeyondCannotBeServed(String header) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "bytes=-",
        "bytes=a-b",
        "items=0-1",
        "bytes=0-0,2-3",
        "bytes=99999999999999999999-"
      })
  void whatIsMalformedOrManyIsTheWhole(String header) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void anEmptyObjectHasNoPart() {
    assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of(null, 0)).isEqualTo(new ByteRange.Whole());
  }
}
