package io.framewright.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoragePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a.jpg", "a/b/c.webp", "Ferien/Größe 日本.jpg", "a..b/c", ".hidden", "100%.png"})
  void ordinaryPathsPass(String path) {
    assertThat(StoragePath.of(path, "path", ErrorCode.VALIDATION_ERROR).value()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/abs",
        "a//b",
        "..",
        "../x",
        "a/../b",
        "./a",
        "a/.",
        "..%2fx",
        "%2e%2e/x",
        "a%00b",
        "a\0b",
        "a\nb",
        "a\r\nX: y",
        "a\\b",
        "CON",
        "con.webp",
        "x/nul",
        "a\u202egpj.exe",
        "a\u200bb",
        "a\u2028b",
        "a|b",
        "a*"
      })
  void whatAnotherSystemCouldMistakeIsRefused(String path) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> StoragePath.of(path, "output", ErrorCode.INVALID_OUTPUT))
        .matches(refusal -> refusal.code() == ErrorCode.INVALID_OUTPUT);
  }

  @Test
  void lengthIsCountedInBytes() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> StoragePath.of("日".repeat(301), "path", ErrorCode.VALIDATION_ERROR));
    assertThat(StoragePath.of("日".repeat(300), "path", ErrorCode.VALIDATION_ERROR).value())
        .hasSize(300);
  }
}
