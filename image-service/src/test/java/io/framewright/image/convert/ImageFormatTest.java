package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.image.Engine;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      names = {"HEIC", "JXL"},
      mode = EnumSource.Mode.EXCLUDE)
  void contentIsRecognisedWithoutItsName(ImageFormat format) throws Exception {
    byte[] content = Files.readAllBytes(Pictures.in(format, folder, 40, 30));
    assertThat(ImageFormat.sniff(content)).contains(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "GIF88a",
        "RIFF....WAVEfmt ",
        "....ftypmp42....mp41isom",
        "....ftypisom....mp41",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "BM..............",
        "%PDF-1.4"
      })
  void otherContentIsNot(String content) {
    assertThat(ImageFormat.sniff(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @Test
  void anAvifBrandMayBeACompatibleOne() {
    byte[] content = "\0\0\0\34ftypmif1\0\0\0\0mif1avifmiaf".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ImageFormat.sniff(content)).contains(ImageFormat.AVIF);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HEIC", "JXL", "BMP"},
      mode = EnumSource.Mode.EXCLUDE)
  void theEngineSeesTheSame(ImageFormat format) throws Exception {
    byte[] content = Files.readAllBytes(Pictures.in(format, folder, 40, 30));
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(content.length).copyFrom(MemorySegment.ofArray(content));
      assertThat(Engine.VIPS.loaderOf(copy)).contains(format.loaderClass());
    }
  }
}
