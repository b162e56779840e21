package io.framewright.e2e.compose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does (OTLP over HTTP), and keeps them as they came. */
final class Collector implements AutoCloseable {

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      received.add(new String(body, StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Whether a span of that name came in a batch with spans of that trace. Text and ids stand in
   * protobuf as they are.
   *
   * @param trace 32 hex digits
   */
  boolean has(String trace, String span) {
    String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    return received.stream().anyMatch(batch -> batch.contains(id) && batch.contains(span));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
