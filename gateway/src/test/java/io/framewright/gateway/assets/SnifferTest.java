package io.framewright.gateway.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnifferTest {

  private static byte[] boxed(String brands) {
    byte[] names = brands.getBytes(StandardCharsets.US_ASCII);
    byte[] head = new byte[8 + names.length];
    head[3] = (byte) head.length;
    System.arraycopy("ftyp".getBytes(StandardCharsets.US_ASCII), 0, head, 4, 4);
    System.arraycopy(names, 0, head, 8, names.length);
    return head;
  }

  @ParameterizedTest
  @CsvSource({
    "'isom....isommp42', video/mp4",
    "'mp42....', video/mp4",
    "'qt  ....', video/quicktime",
    "'M4A ....', audio/mp4",
    "'avif....mif1', image/avif",
    "'avis....', image/avif",
    "'mif1....heicmif1', image/heic",
    "'mif1....avif', image/avif",
    "'mif1....mif1', image/heif",
    "'heic....mif1', image/heic"
  })
  void isoFilesAreToldByBrand(String brands, String type) {
    assertThat(Sniffer.contentType(boxed(brands))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "ffd8ffe000104a464946, image/jpeg",
    "89504e470d0a1a0a0000000d49484452, image/png",
    "474946383961, image/gif",
    "49492a00, image/tiff",
    "524946460000000057454250565038, image/webp",
    "1a45dfa39f4286810142f7810142f2810442f381084282847765626d, video/webm",
    "1a45dfa3a34286810142f7810142f2810442f381084282886d6174726f736b61, video/x-matroska",
    "494433030000000000, audio/mpeg",
    "4f6767530002000000000000000007cd24fe0000000053308c27012a807468656f7261, video/ogg",
    "4f6767530002000000000000000007cd24fe0000000053308c27011e01766f72626973, audio/vorbis",
    "255044462d312e34, application/pdf",
    "00, application/octet-stream"
  })
  void othersAreToldByTheirFirstBytes(String hex, String type) {
    assertThat(Sniffer.contentType(HexFormat.of().parseHex(hex))).isEqualTo(type);
  }

  @Test
  void aNameNeverMatters() {
    byte[] drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
    assertThat(Sniffer.contentType(drawing)).startsWith("image/svg");
  }
}
