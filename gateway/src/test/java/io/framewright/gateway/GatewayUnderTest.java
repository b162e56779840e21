package io.framewright.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.platform.service.FramewrightService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A gateway with its HTTP server, and a client of it. */
final class GatewayUnderTest implements AutoCloseable {

  static final String KEY = "alices-key-0123456789";
  static final String OTHER_KEY = "bobs-key-0123456789ab";
  static final String SLOW_KEY = "slow-key-0123456789ab";
  static final int LARGEST_UPLOAD = 3_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApplicationContext context;
  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private GatewayUnderTest(ApplicationContext context) {
    this.context = context;
    EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
    this.base = URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Everything behind it is in memory; Kafka and Redis are away. */
  static GatewayUnderTest withFakes() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("gateway.fakes", true);
    properties.put("framewright.kafka.bootstrap-servers", "127.0.0.1:1");
    properties.put("framewright.redis.uri", "redis://127.0.0.1:1");
    return start(properties);
  }

  static GatewayUnderTest start(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("micronaut.server.port", -1);
    properties.put("framewright.services.token-secret", "a-secret-of-thirty-two-bytes-or-more");
    key(properties, 0, KEY, "alice", 1_000);
    key(properties, 1, OTHER_KEY, "bob", 1_000);
    key(properties, 2, SLOW_KEY, "slow", 1);
    return new GatewayUnderTest(FramewrightService.start("gateway", properties));
  }

  private static void key(
      Map<String, Object> properties, int index, String key, String tenant, int perSecond) {
    String prefix = "framewright.api-keys[%d].".formatted(index);
    properties.put(prefix + "key", key);
    properties.put(prefix + "name", tenant + "-key");
    properties.put(prefix + "tenant", tenant);
    properties.put(prefix + "requests-per-second", perSecond);
    properties.put(prefix + "max-upload-bytes", LARGEST_UPLOAD);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  HttpClient http() {
    return http;
  }

  URI uri(String path) {
    return base.resolve(path);
  }

  /** A request with Alice's key. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("X-API-Key", KEY);
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer json(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Uploads a file as an asset and gives its id. */
  String upload(byte[] content) {
    return form("/api/v1/assets", Map.of(), content).json().at("/asset/id").asText();
  }

  Answer form(String path, Map<String, String> fields, byte[] file, String... headers) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(
        body,
        "--BOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\"holiday.jpg\"\r\n\r\n");
    body.writeBytes(file);
    fields.forEach((name, value) ->
        write(
            body,
            "\r\n--BOUND\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s"
                .formatted(name, value)));
    write(body, "\r\n--BOUND--\r\n");
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=BOUND")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a request; its answer must be as the gateway's document says. */
  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Contract.check(response);
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    /** The code of an error answer. */
    String code() {
      return json().at("/error/code").asText();
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
