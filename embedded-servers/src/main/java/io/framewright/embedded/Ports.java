package io.framewright.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
public final class Ports {

  /**
   * Below the ports that Linux gives to outgoing connections (32768 and up by default), so that
   * none of them takes a chosen port before its server listens.
   */
  private static final int FIRST_FREE = 20_000;

  private static final int LAST_FREE = 32_000;
  private static final int TRIES = 200;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * The port to listen on: {@code wanted}, or for 0 a free one that this process has not been given
   * before.
   *
   * @param server for the message, for instance Kafka
   * @throws EmbeddedServerException if {@code wanted} is taken
   */
  public static int choose(int wanted, String server) {
    for (int i = 0; wanted == 0 && i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    if (wanted != 0 && isFree(wanted)) {
      return wanted;
    }
    throw new EmbeddedServerException(
        "%s cannot listen on 127.0.0.1:%d: the port is taken; end the program that holds it, or choose another port for %s"
            .formatted(server, wanted, server));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
