package io.framewright.platform.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.framewright.schemas.avro.WorkerStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentSchemaRegistryTest {

  private static final Schema SCHEMA = WorkerStatus.getClassSchema();
  private static final String SUBJECT = "media.worker.status.v1-value";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  ConfluentSchemaRegistryTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/apis/ccompat/v7", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void registeringAsksOnceAndKnowsIdAndVersion() {
    var registry = registry();
    assertThat(registry.register(SUBJECT, SCHEMA))
        .isEqualTo(new SchemaCatalogue.Registered(42, 3))
        .isEqualTo(registry.register(SUBJECT, SCHEMA));
    assertThat(requests)
        .containsExactly(
            "POST /apis/ccompat/v7/subjects/" + SUBJECT + "/versions",
            "POST /apis/ccompat/v7/subjects/" + SUBJECT);
    assertThat(registry.byId(42)).isEqualTo(SCHEMA);
    assertThat(requests).hasSize(2);
  }

  @Test
  void aSchemaIsFetchedByItsIdOnce() {
    var registry = registry();
    assertThat(registry.byId(42)).isEqualTo(SCHEMA).isEqualTo(registry.byId(42));
    assertThat(requests).containsExactly("GET /apis/ccompat/v7/schemas/ids/42");
  }

  @Test
  void anUnknownIdMakesARecordUndecodable() {
    assertThatThrownBy(() -> registry().byId(7)).isInstanceOf(UndecodableRecordException.class);
  }

  @Test
  void aRefusalCarriesTheRegistrysWords() {
    assertThatThrownBy(() -> registry().register("refused", SCHEMA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("409")
        .hasMessageContaining("incompatible");
  }

  private ConfluentSchemaRegistry registry() {
    return new ConfluentSchemaRegistry(
        URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(server.getAddress().getPort())));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    if (request.contains("refused")) {
      reply(exchange, 409, Map.of("message", "incompatible"));
    } else if (request.endsWith("/versions")) {
      reply(exchange, 200, Map.of("id", 42));
    } else if (request.endsWith(SUBJECT)) {
      reply(exchange, 200, Map.of("id", 42, "version", 3));
    } else if (request.endsWith("/ids/42")) {
      reply(exchange, 200, Map.of("schema", SCHEMA.toString()));
    } else {
      reply(exchange, 404, Map.of("error_code", 40403));
    }
  }

  private static void reply(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = new ObjectMapper().writeValueAsString(body).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
