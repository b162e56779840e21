package io.framewright.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1. */
public final class Ports {

  private Ports() {}

  /**
   * The port to listen on: {@code wanted}, or a free one for 0.
   *
   * @param server for the message, for instance Kafka
   * @throws EmbeddedServerException if {@code wanted} is taken
   */
  public static int choose(int wanted, String server) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "%s cannot listen on 127.0.0.1:%d: the port is taken; end the program that holds it, or choose another port for %s"
              .formatted(server, wanted, server),
          e);
    }
  }
}
