package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** A client of the native API, as a stranger would write one. */
public final class Api {

  private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final String key;
  private final ObjectMapper json = new ObjectMapper();

  public Api(String base, String key) {
    this.base = base;
    this.key = key;
  }

  String address() {
    return base;
  }

  String key() {
    return key;
  }

  static boolean ready(int port) {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:%d/api/v1/health".formatted(port)))
                      .timeout(Duration.ofSeconds(2))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Uploads a file and answers its {@code asset:<id>}. */
  public String upload(Path file) {
    String boundary = "----framewright-e2e";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      body.writeBytes(
          """
          --%s\r
          Content-Disposition: form-data; name="file"; filename="%s"\r
          Content-Type: application/octet-stream\r
          \r
          """
              .formatted(boundary, file.getFileName())
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(Files.readAllBytes(file));
      body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    HttpResponse<byte[]> response =
        send(
            request("/api/v1/assets")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    assertThat(response.statusCode()).as(text(response)).isEqualTo(201);
    return "asset:" + parse(response).path("asset").path("id").asText();
  }

  /** Submits and answers the job's id. */
  public String convert(String body) {
    return convert(request("/api/v1/convert"), body);
  }

  /** The same as part of a trace. */
  public String convert(String body, String traceparent) {
    return convert(request("/api/v1/convert").header("traceparent", traceparent), body);
  }

  private String convert(HttpRequest.Builder request, String body) {
    HttpResponse<byte[]> response =
        send(
            request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).as(text(response)).isEqualTo(202);
    return parse(response).path("job").path("id").asText();
  }

  JsonNode job(String id) {
    HttpResponse<byte[]> response = send(request("/api/v1/jobs/" + id).GET());
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return parse(response);
  }

  /** Follows the job's events to the last and answers the stream as it came. */
  String watch(String id) {
    HttpResponse<byte[]> response =
        send(request("/api/v1/jobs/%s/events".formatted(id)).timeout(Duration.ofMinutes(4)).GET());
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return text(response);
  }

  /** Asks for a job under an idempotency key, and hands out the answer as it is. */
  public HttpResponse<byte[]> submit(String idempotencyKey, String body) {
    return send(
        request("/api/v1/convert")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Waits for the job's end. */
  public JsonNode ended(String id) {
    return Awaitility.await("job %s ends".formatted(id))
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> job(id), job -> ENDED.contains(job.path("status").asText()));
  }

  /** Waits until the job's engine has worked for a while. */
  void running(String id) {
    Awaitility.await("job %s runs".formatted(id))
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> job(id),
            job ->
                job.path("status").asText().equals("processing")
                    && job.path("progress").asDouble() > 5);
  }

  JsonNode history(String id) {
    return parse(send(request("/api/v1/jobs/%s/history".formatted(id)).GET()));
  }

  public byte[] output(String id, String name) {
    HttpResponse<byte[]> response =
        send(request("/api/v1/jobs/%s/outputs/%s".formatted(id, name)).GET());
    assertThat(response.statusCode()).as("output %s of %s", name, id).isEqualTo(200);
    return response.body();
  }

  HttpResponse<byte[]> cancel(String id) {
    return send(request("/api/v1/jobs/" + id).DELETE());
  }

  /** A GET of any absolute link without credentials. */
  HttpResponse<byte[]> follow(String link) {
    return send(HttpRequest.newBuilder(URI.create(link)).timeout(Duration.ofSeconds(20)).GET());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("X-API-Key", key);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public JsonNode parse(HttpResponse<byte[]> response) {
    try {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text(response), e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
