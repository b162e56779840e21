package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.image.Engine;
import io.framewright.image.convert.Conversion.Converted;
import io.framewright.image.convert.Conversion.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What libvips holds is counted for the whole process, so nothing else may run beside this. */
@Isolated
class MemoryTest {

  @TempDir Path folder;

  private Conversion toPng(byte[] content) throws Exception {
    Path input = Files.write(folder.resolve("in"), content);
    return Engine.CONVERTER.convert(
        input, ConvertParams.to(ImageFormat.PNG), folder.resolve("out"));
  }

  @Test
  void nothingIsLeftInMemoryAfterManyConversions() throws Exception {
    Path photo = Pictures.real("/exif/Landscape_1.jpg", folder);
    String steps =
        "{'steps':[{'type':'resize','width':400},{'type':'rotate','angle':10},{'type':'blur'},{'type':'trim'},"
            + "{'type':'watermark','text':'x'},{'type':'round_corners'}],"
            + "'output':{'format':'webp','quality':20,'effort':0}}";
    for (int i = 0; i < 10; i++) {
      Engine.CONVERTER.convert(photo, Pictures.params(steps), folder.resolve("output"));
      Engine.CONVERTER.convert(
          photo,
          Pictures.params(
              "{'steps':[{'type':'crop','width':9999,'height':1}],'output':{'format':'png'}}"),
          folder.resolve("output"));
    }
    await().until(() -> Engine.VIPS.trackedBytes() < 1 << 20);
  }

  @Test
  void aHundredBrokenPicturesInARowLeaveTheEngineWhole() throws Exception {
    byte[] whole = Files.readAllBytes(Pictures.real("/exif/Portrait_3.jpg", folder));
    for (int i = 0; i < 100; i++) {
      byte[] broken = Arrays.copyOf(whole, whole.length * (i % 50 + 10) / 100);
      broken[broken.length / 2 + i] ^= (byte) 0x5A;
      assertThat(toPng(broken)).isInstanceOf(Refused.class);
    }
    assertThat(toPng(whole)).isInstanceOf(Converted.class);
    await().until(() -> Engine.VIPS.trackedBytes() < 1 << 20);
  }
}
