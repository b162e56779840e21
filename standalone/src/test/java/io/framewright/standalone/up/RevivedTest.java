package io.framewright.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RevivedTest {

  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  /** A program that does nothing, in the place of a server. */
  private record Sleeper(Process process) implements AutoCloseable {

    static Sleeper start() {
      try {
        return new Sleeper(new ProcessBuilder("sleep", "600").start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void aServerThatWasKilledIsStartedAgainOnItsPort() {
    try (Revived<Sleeper> server = sleeper()) {
      Process first = server.server().process();
      first.destroyForcibly();

      await().until(() -> server.server().process().pid() != first.pid());

      assertThat(ports).containsExactly(0, 4711);
      assertThat(server.server().process().isAlive()).isTrue();
    }
  }

  @Test
  void aServerThatWasClosedStaysDown() {
    Revived<Sleeper> server = sleeper();
    server.close();

    await().until(() -> !server.server().process().isAlive());
    assertThat(ports).containsExactly(0);
  }

  private Revived<Sleeper> sleeper() {
    return new Revived<>(
        "sleeper",
        port -> {
          ports.add(port);
          return Sleeper.start();
        },
        _ -> 4711,
        sleeper -> sleeper.process().pid());
  }
}
