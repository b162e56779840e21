package io.framewright.transcoder.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSnifferTest {

  static Stream<Arguments> heads() {
    return Stream.of(
        arguments("\0\0\0\u0018ftypisom\0\0\0\0", Container.ISO_MEDIA),
        arguments("\0\0\0\u0018ftypqt  \0\0\0\0", Container.ISO_MEDIA),
        arguments("\0\0\0\u0018ftyp3gp5\0\0\0\0", Container.ISO_MEDIA),
        arguments("\0\0\0\u0018ftypM4A \0\0\0\0", Container.ISO_MEDIA),
        arguments("\0\0\0\bwide\0\0\0\0mdat", Container.ISO_MEDIA),
        arguments("\u001aE\u00df\u00a3\u0093B\u0082\u0088matroska", Container.MATROSKA),
        arguments("\u001aE\u00df\u00a3\u0093B\u0082\u0084webm", Container.MATROSKA),
        arguments("RIFF\0\0\0\0AVI LIST", Container.AVI),
        arguments("RIFF\0\0\0\0WAVEfmt ", Container.WAV),
        arguments("OggS\0\u0002\0\0", Container.OGG),
        arguments("FLV\1\5\0\0\0\t", Container.FLV),
        arguments("fLaC\0\0\0\"", Container.FLAC),
        arguments("\0\0\1\u00baD\0\4\0\4\1", Container.MPEG_PS),
        arguments("\u00ff\u00fb\u0090d\0\0", Container.MP3),
        arguments("ID3\4\0\0\0\0\0\0\u00ff\u00fb\u0090d", Container.MP3));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aContainerIsToldByItsFirstBytes(String head, Container container) {
    byte[] file = Arrays.copyOf(head.getBytes(ISO_8859_1), 64);

    assertThat(ContainerSniffer.sniff(file)).contains(container);
  }

  @Test
  void aTransportStreamIsToldByItsRhythm() {
    byte[] file = new byte[188 * 6];
    for (int at = 0; at < file.length; at += 188) {
      file[at] = 0x47;
    }

    assertThat(ContainerSniffer.sniff(file)).contains(Container.MPEG_TS);
    assertThat(ContainerSniffer.sniff(Arrays.copyOf(file, 188))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "#EXTM3U\n",
        "ffconcat version 1.0\n",
        "<?xml version=\"1.0\"?><MPD>",
        "v=0\no=- 0 0 IN IP4",
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
        "\0\0\0\u0018ftypavif\0\0\0\0mif1avif",
        "\u0089PNG\r\n\u001a\n",
        "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF",
        "RIFF\0\0\0\0WEBPVP8 ",
        "\u001aE\u00df\u00a3\u0093B\u0082\u0084evil",
        "%PDF-1.7",
        "PK\3\4"
      })
  void whatIsNoFilmIsNone(String head) {
    assertThat(ContainerSniffer.sniff(head.getBytes(ISO_8859_1))).isEmpty();
  }

  @Test
  void noBytesMakeItFail() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      byte[] head = new byte[random.nextInt(40)];
      random.nextBytes(head);
      assertThat(ContainerSniffer.sniff(head)).as("seed %d", seed).isNotNull();
    }
  }
}
