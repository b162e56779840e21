package io.framewright.image.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.image.Engine;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class VipsTest {

  @Test
  void aMissingLibrarySaysWhatToDo() {
    assertThatThrownBy(() -> Vips.load("/nowhere/libvips.so"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "/nowhere/libvips.so", "apt-get install libvips42", "framewright.libvips.path");
  }

  @Test
  void itKnowsItsVersionAndDigest() {
    assertThat(Engine.VIPS.version()).matches("8\\.\\d+\\.\\d+");
    assertThat(Engine.VIPS.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void aLoaderThatIsNotTrustedIsBlocked() throws VipsException {
    try (Arena arena = Arena.ofConfined();
        VipsOperation load = Engine.VIPS.operation("svgload_buffer")) {
      String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>";
      load.buffer(arena.allocateFrom(svg));
      assertThatThrownBy(load::runToImage).hasMessageContaining("blocked");
    }
  }

  @Test
  void anOperationThatFailsSaysWhy() throws VipsException {
    try (Arena arena = Arena.ofConfined();
        VipsOperation load = Engine.VIPS.operation("jpegload_buffer")) {
      load.buffer(arena.allocateFrom("no jpeg at all"));
      assertThatThrownBy(load::runToImage)
          .isInstanceOf(VipsException.class)
          .hasMessageContaining("Not a JPEG file");
    }
  }

  @Test
  void anErrorIsSaidOnceAndWithoutPaths() {
    String buffer = "png: bad\npng: bad\nvips2png: unable to write to target /scratch/x.png\n";
    assertThat(VipsException.summary("pngsave", buffer)).isEqualTo("png: bad");
    assertThat(VipsException.summary("pngsave", "\n")).isEqualTo("pngsave failed");
  }
}
