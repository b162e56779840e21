package io.framewright.platform.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server that answers with exactly the bytes that it is told, however wrong, and hangs up.
 */
final class RudeServer implements AutoCloseable {

  private record Answer(String begin, String again, Duration pause) {}

  private final ServerSocket socket;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  RudeServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    var _ = Thread.ofVirtual().start(this::accept);
  }

  /** The next connection gets this, and its end. */
  void answer(String bytes) {
    answers.add(new Answer(bytes, "", Duration.ZERO));
  }

  /** The next connection gets {@code begin}, and then {@code again} until somebody hangs up. */
  void answerForEver(String begin, String again, Duration pause) {
    answers.add(new Answer(begin, again, pause));
  }

  int port() {
    return socket.getLocalPort();
  }

  String hostAndPort() {
    return "127.0.0.1:" + port();
  }

  String url(String path) {
    return "http://" + hostAndPort() + path;
  }

  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        connections.incrementAndGet();
        var _ = Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // the server was closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      requests.add(head(client.getInputStream()));
      Answer answer = answers.remove();
      OutputStream out = client.getOutputStream();
      out.write(answer.begin().getBytes(US_ASCII));
      out.flush();
      while (!answer.equals(new Answer(answer.begin(), "", Duration.ZERO))
          && !closed.await(answer.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        out.write(answer.again().getBytes(US_ASCII));
        out.flush();
      }
    } catch (IOException _) {
      // the client hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
