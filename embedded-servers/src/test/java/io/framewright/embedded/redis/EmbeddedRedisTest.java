package io.framewright.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.embedded.Cache;
import io.framewright.embedded.ChildServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

  @Test
  void itAnswersAndEndsAndStartsAgain(@TempDir Path directory) throws Exception {
    var cache = new Cache(directory.resolve("cache"));
    int port;
    try (var redis =
        EmbeddedRedis.start(new EmbeddedRedis.Settings(directory.resolve("data"), cache, 0))) {
      port = redis.port();
      assertThat(ask(port, "PING")).isEqualTo("+PONG");
    }
    assertThat(ChildServer.accepts(port)).isFalse();
    try (var redis =
        EmbeddedRedis.start(new EmbeddedRedis.Settings(directory.resolve("data"), cache, port))) {
      assertThat(ask(redis.port(), "PING")).isEqualTo("+PONG");
    }
  }

  private static String ask(int port, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[64];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, read, StandardCharsets.US_ASCII).strip();
    }
  }
}
