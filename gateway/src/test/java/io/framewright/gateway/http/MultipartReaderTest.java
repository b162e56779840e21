package io.framewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framewright.gateway.errors.ApiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

  private static final String HEAD =
      "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../x\\\"y.jpg\"\r\n\r\n";

  private static MultipartReader reader(String body) {
    return new MultipartReader(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), "B");
  }

  @Test
  void partsComeInOrderWithTheirNames() throws IOException {
    MultipartReader parts =
        reader(
            HEAD
                + "one\r\n--B  \r\ncontent-disposition: form-data; name=b\r\nX: y\r\n\r\ntwo\r\n--B--\r\nrest");
    MultipartReader.Part first = parts.next().orElseThrow();
    assertThat(first.headers()).isEqualTo(new PartHeaders("a", Optional.of("x\"y.jpg")));
    assertThat(first.content().readAllBytes()).asString().isEqualTo("one");
    MultipartReader.Part second = parts.next().orElseThrow();
    assertThat(second.headers()).isEqualTo(new PartHeaders("b", Optional.empty()));
    assertThat(second.content().readAllBytes()).asString().isEqualTo("two");
    assertThat(parts.next()).isEmpty();
  }

  @Test
  void anUnreadPartIsSkipped() {
    MultipartReader parts = reader(HEAD + "one\r\n" + HEAD + "two\r\n--B--");
    assertThat(parts.next()).isPresent();
    assertThat(parts.next()).isPresent();
    assertThat(parts.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "--B",
        "--B\r\n",
        "--Bx\r\n\r\n\r\n--B--",
        HEAD,
        HEAD + "one",
        HEAD + "one\r\n-",
        "--B\r\nX: y\r\n\r\none\r\n--B--",
        "--B\r\n\r\none\r\n--B--"
      })
  void whatIsNoFormIsMalformed(String body) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> {
          MultipartReader parts = reader(body);
          while (parts.next().isPresent()) {
            assertThat(parts).isNotNull();
          }
        });
  }

  @Test
  void contentThatLooksLikeBoundariesArrivesUnchangedHoweverItIsCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] content = lookalike(random);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(HEAD.getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(content);
      body.writeBytes("\r\n--B--\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream cut = new Cut(new ByteArrayInputStream(body.toByteArray()), random);
      assertThat(new MultipartReader(cut, "B").next().orElseThrow().content().readAllBytes())
          .as("seed %d", seed)
          .isEqualTo(content);
    }
  }

  private static byte[] lookalike(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int pieces = random.nextInt(3_000);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 -> out.writeBytes("\r\n--A".getBytes(StandardCharsets.US_ASCII));
        case 1 -> out.writeBytes("\r\n-".getBytes(StandardCharsets.US_ASCII));
        case 2 -> out.write('\r');
        default -> out.writeBytes(new byte[random.nextInt(60)]);
      }
    }
    return out.toByteArray();
  }

  /** Gives a few bytes at a time, as a network does. */
  private static final class Cut extends FilterInputStream {
    private final Random random;

    Cut(InputStream in, Random random) {
      super(in);
      this.random = random;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(500)));
    }
  }
}
