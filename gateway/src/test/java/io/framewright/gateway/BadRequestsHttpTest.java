package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong is refused with its reason, nothing comes of it, and the next request is served.
 */
class BadRequestsHttpTest {

  private static GatewayUnderTest gateway;

  private int before;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void count() {
    before = commands();
  }

  @AfterEach
  void nothingCameOfItAndTheNextIsServed() {
    assertThat(commands()).isEqualTo(before);
    assertThat(gateway.get("/api/v1/health").status()).isEqualTo(200);
  }

  private static int commands() {
    return gateway.bean(FakeLog.class).commands().size();
  }

  private static Answer convert(String body) {
    return gateway.json("/api/v1/convert", body);
  }

  @ParameterizedTest
  @DisplayName("B1: no JSON")
  @ValueSource(strings = {"", "{", "{\"input\":", "nonsense", "{}{}", "\u0000"})
  void noJson(String body) {
    Answer answer = convert(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  @DisplayName("B2: a bomb of depth, of length, of keys")
  void bombs() {
    assertThat(convert("[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(convert("{\"a\":".repeat(10_000)).status()).isEqualTo(400);
    assertThat(convert("\"" + "x".repeat(50_000_000) + "\"").status()).isEqualTo(413);
    StringBuilder keys = new StringBuilder("{\"k\":0");
    for (int i = 0; i < 1_000_000; i++) {
      keys.append(",\"k").append(i).append("\":0");
    }
    assertThat(convert(keys.append('}').toString()).status()).isIn(400, 413);
  }

  @ParameterizedTest
  @DisplayName("B3: twice the same key, wrong types, unknown fields, numbers that are none")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"input":"asset:x","input":"asset:y","output":"webp"}; 400
          {"input":"asset:x","output":"webp","operations":[{"type":"resize","width":NaN}]}; 400
          {"input":7,"output":"webp"}; 422
          {"input":"asset:x","output":["webp"]}; 422
          {"input":"asset:x","output":"webp","operations":{}}; 422
          {"input":"asset:x","output":"webp","frobnicate":true}; 422
          {"input":"{picture}","output":"webp","operations":[{"type":"resize","width":1e999}]}; 422
          """)
  void twistedJson(String body, int status) {
    assertThat(convert(picture(body)).status()).isEqualTo(status);
  }

  private static String picture(String body) {
    return body.contains("{picture}")
        ? body.replace("{picture}", "asset:" + gateway.upload(GatewayHttpTest.JPEG))
        : body;
  }

  @ParameterizedTest
  @DisplayName("B4: another Content-Type, or none")
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", ""})
  void anotherType(String type) {
    HttpRequest.Builder request =
        gateway.request("/api/v1/convert").POST(BodyPublishers.ofString("{\"input\":\"asset:x\"}"));
    Answer answer = gateway.send(type.isEmpty() ? request : request.header("Content-Type", type));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @DisplayName("B6: sizes that are none")
  @ValueSource(strings = {"0", "-1", "2147483648", "1.5", "\"100\"", "null", "true", "[]"})
  void sizes(String width) {
    Answer answer =
        convert(
            picture(
                """
                {"input":"{picture}","output":"webp","operations":[{"type":"resize","width":%s}]}
                """
                    .formatted(width)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).startsWith("operations[0]");
  }

  @ParameterizedTest
  @DisplayName("B7: qualities and formats that are none")
  @ValueSource(
      strings = {
        "{\"format\":\"webp\",\"image\":{\"quality\":0}}",
        "{\"format\":\"webp\",\"image\":{\"quality\":101}}",
        "\"exe\"",
        "\"\"",
        "{\"format\":\"mp5\"}"
      })
  void qualitiesAndFormats(String output) {
    Answer answer = convert(picture("{\"input\":\"{picture}\",\"output\":%s}".formatted(output)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).startsWith("output");
  }

  @ParameterizedTest
  @DisplayName("B8: paths that lead elsewhere, or nowhere")
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..%2fx.webp",
        "/etc/x.webp",
        "/storage/../x.webp",
        "/storage/a\\u0000b.webp",
        "/storage/CON.webp",
        "/storage/a/./b.webp",
        "/storage/a//b.webp",
        "/storage/\\u202egpj.webp",
        "/storage/a\\r\\nX: y.webp"
      })
  void paths(String output) {
    Answer answer =
        convert(picture("{\"input\":\"{picture}\",\"output\":\"%s\"}".formatted(output)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
  }

  @Test
  @DisplayName("B8: a path of 5 kB")
  void aLongPath() {
    Answer answer =
        convert(
            picture(
                "{\"input\":\"{picture}\",\"output\":\"/storage/%s.webp\"}"
                    .formatted("a".repeat(5_000))));
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  @DisplayName("B9: another tenant's path is one's own path of that name")
  void anotherTenantsPath() {
    gateway.send(
        gateway
            .request("/api/v1/storage/mine.png")
            .PUT(BodyPublishers.ofByteArray(GatewayHttpTest.JPEG)));
    Answer stolen =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/api/v1/convert"))
                .header("X-API-Key", GatewayUnderTest.OTHER_KEY)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"input\":\"/storage/mine.png\",\"output\":\"webp\"}")));
    assertThat(stolen.status()).isIn(404, 422);
  }

  @ParameterizedTest
  @DisplayName("B26: names that would be commands are names")
  @ValueSource(strings = {"-i", ";rm -rf x", "$(id)", "`id`", "a|b", "%d"})
  void names(String name) {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(name)
            + "GIF89a\1\0\1\0\0\0\0;\r\n--B--\r\n";
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/assets")
                .header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().at("/asset/filename").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @DisplayName("B45: a key in the query string is none")
  @ValueSource(strings = {"key", "api_key", "access_token"})
  void aKeyInTheQuery(String parameter) {
    Answer answer =
        gateway.send(
            HttpRequest.newBuilder(
                gateway.uri("/api/v1/jobs?%s=%s".formatted(parameter, GatewayUnderTest.KEY))));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @DisplayName("B48: what only the platform says is not taken from a body")
  @ValueSource(strings = {"tenant_id", "tenantId", "role", "status", "owner", "id"})
  void massAssignment(String field) {
    Answer answer =
        convert(
            picture("{\"input\":\"{picture}\",\"output\":\"webp\",\"%s\":\"x\"}".formatted(field)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @DisplayName("B49: keys of idempotency that are none")
  @ValueSource(strings = {"{long}", "a b", " "})
  void idempotencyKeys(String key) {
    Answer answer =
        gateway.json(
            "/api/v1/convert",
            "{\"input\":\"asset:x\",\"output\":\"webp\"}",
            "Idempotency-Key",
            key.replace("{long}", "k".repeat(300)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_HEADER");
  }

  @ParameterizedTest
  @DisplayName("B50: ranges that are none")
  @CsvSource({
    "'bytes=0-0,1-1,2-2', 200",
    "bytes=5-2, 200",
    "bytes=99999-, 416",
    "pages=1-2, 200",
    "bytes=a-b, 200",
    "bytes=-0, 416"
  })
  void ranges(String range, int status) {
    gateway.send(
        gateway
            .request("/api/v1/storage/r.png")
            .PUT(BodyPublishers.ofByteArray(GatewayHttpTest.JPEG)));
    Answer answer = gateway.send(gateway.request("/api/v1/storage/r.png").header("Range", range));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.response().body()).hasSize(status == 200 ? GatewayHttpTest.JPEG.length : 0);
  }

  @ParameterizedTest
  @DisplayName("B51: lists without bounds or with somebody's SQL")
  @ValueSource(
      strings = {
        "per_page=-1",
        "per_page=1000000000",
        "cursor=tampered",
        "sort=secret:desc",
        "sort=%27%20OR%201=1",
        "status=%7B%22$gt%22:%22%22%7D",
        "$where=1",
        "page=1e9"
      })
  void lists(String query) {
    assertThat(gateway.get("/api/v1/jobs?" + query).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @DisplayName("B52: ids of events that are none")
  @ValueSource(strings = {"x", "-1", "99999999999999999999999", "1 OR 1=1"})
  void eventIds(String id) {
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/jobs/00000000-0000-0000-0000-000000000000/events")
                .header("Last-Event-ID", id));
    assertThat(answer.status()).isIn(400, 404);
  }

  @ParameterizedTest
  @DisplayName("B56: requests that are none, or two in one")
  @ValueSource(
      strings = {
        "POST /api/v1/convert HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/convert HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX: {long}\r\n\r\n",
        "GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/health HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
        "GET /api/v1/health HTTP/1.1\r\n: y\r\n\r\n",
        "nonsense\r\n\r\n",
        "\u0016\u0003\u0001 nonsense\r\n\r\n"
      })
  void smuggled(String request) throws IOException {
    String answer = raw(request.replace("{long}", "x".repeat(100_000)));
    assertThat(answer).matches("(?s)(HTTP/1\\.[01] 4\\d\\d .*)?");
    assertThat(answer.split("HTTP/1\\.", -1).length).as("answers").isLessThanOrEqualTo(2);
  }

  /** What comes back until the server closes, or has nothing more to say. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.uri("/").getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8_192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        socket.setSoTimeout(200);
      }
    } catch (SocketTimeoutException | SocketException _) {
      return text.toString(); // kept open after an answer, or cut off within one
    }
    return text.toString();
  }

  @ParameterizedTest
  @DisplayName("B57: origins that nobody allowed")
  @ValueSource(strings = {"https://evil.example", "null"})
  void origins(String origin) {
    Answer preflight =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/api/v1/jobs"))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
    Answer plain = gateway.send(gateway.request("/api/v1/jobs").header("Origin", origin));
    for (Answer answer : List.of(preflight, plain)) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @ParameterizedTest
  @DisplayName("B58: methods and paths that are none")
  @CsvSource({
    "TRACE, /api/v1/jobs, 405",
    "BREW, /api/v1/jobs, 405",
    "GET, /api/v1//jobs, 404",
    "GET, /api/v1/..;/admin, 404",
    "GET, /api/v1/jobs%2f, 404",
    "GET, /api%2fv1/jobs, 404",
    "GET, /api/v1/jobs/../../../etc/passwd, 404",
    "GET, /app/..%2f..%2fapplication.yml, 404",
    "GET, /app/../application.yml, 404",
    "GET, /docs/lib/..%2f..%2f..%2f..%2fframewright/gateway/application.yml, 404"
  })
  void methodsAndPaths(String method, String path, int status) throws IOException {
    String answer =
        raw(
            "%s %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nConnection: close\r\n\r\n"
                .formatted(method, path, GatewayUnderTest.KEY));
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @DisplayName("B59: contexts of traces that are none")
  @ValueSource(strings = {"garbage", "00-0-0-0", "{long}", "ff-" + "a"})
  void traces(String context) {
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/jobs")
                .header("traceparent", context.replace("{long}", "0".repeat(5_000)))
                .header("baggage", "k=" + "v".repeat(1_000)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().map().keySet())
        .doesNotContain("traceparent", "baggage", "tracestate");
  }

  @ParameterizedTest
  @DisplayName("B60: texts that would be lines of a log")
  @ValueSource(strings = {"a\\nINFO forged", "\\u001b[31mred", "${jndi:ldap://x/y}"})
  void forgedLines(String text) {
    Answer answer =
        convert(
            picture(
                "{\"input\":\"{picture}\",\"output\":\"webp\",\"options\":{\"priority\":\"%s\"}}"
                    .formatted(text)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Map.of("id", answer.header("X-Request-Id"))).doesNotContainValue("");
  }
}
