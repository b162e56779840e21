package io.framewright.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.standalone.files.Credentials;
import io.framewright.standalone.files.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Talks to one platform. Every method throws {@link ApiException} when it is refused. */
public final class ApiClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRANSFER = Duration.ofHours(1);
  private static final Duration LAG = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Credentials credentials;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public ApiClient(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Sends a file as it is on disk. The answer is how a job names it as its input. */
  public String upload(Path file) {
    String boundary = "framewright-" + UUID.randomUUID();
    String name = FileNames.of(file).replace("\"", "%22").replaceAll("[\r\n]", "");
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary, name);
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
      HttpRequest request =
          request("/api/v1/assets", TRANSFER)
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(body)
              .build();
      return "asset:" + json(request).path("asset").path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
  }

  /** Asks for a job. */
  public Job convert(JsonNode request) {
    return Job.parse(
        json(request("/api/v1/convert", PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString()))
                .build())
            .path("job"));
  }

  /** Asks for a job once, however often this is called with the same key. */
  public Job convert(JsonNode request, String idempotencyKey) {
    return Job.parse(
        json(request("/api/v1/convert", PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(request.toString()))
                .build())
            .path("job"));
  }

  /** Wants the job not to go on. */
  public void cancel(String id) {
    json(request("/api/v1/jobs/" + encoded(id), PATIENCE).DELETE().build());
  }

  /** The job as it is now. */
  public Job job(String id) {
    JsonNode answer = json(request("/api/v1/jobs/" + encoded(id), PATIENCE).build());
    return Job.parse(answer.has("job") ? answer.path("job") : answer);
  }

  /** Reads a job without waiting for it. The answer is the HTTP status. */
  public CompletableFuture<Integer> read(String id) {
    return http.sendAsync(
            request("/api/v1/jobs/" + encoded(id), PATIENCE).build(), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /**
   * Follows all jobs of the tenant until the platform ends that, or {@link #close} does.
   *
   * @param onOpen called once what happens from now on is sent
   * @param onLine called with each line of the stream of server-sent events
   */
  public void watchAll(Runnable onOpen, Consumer<String> onLine) {
    HttpRequest request =
        request("/api/v1/events", TRANSFER).header("Accept", "text/event-stream").build();
    HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != 200) {
        throw refused(response.statusCode(), String.join("\n", lines.toList()));
      }
      onOpen.run();
      lines.forEach(onLine);
    } catch (UncheckedIOException e) {
      throw new ApiException(
          "the connection to the platform broke", "see: ./framewright status", e);
    }
  }

  /** The newest jobs first. */
  public List<Job> jobs(int limit) {
    JsonNode answer =
        json(
            request("/api/v1/jobs?per_page=%d&sort=created_at:desc".formatted(limit), PATIENCE)
                .build());
    return StreamSupport.stream(answer.path("jobs").spliterator(), false).map(Job::parse).toList();
  }

  /** What the platform and its workers can do. */
  public JsonNode capabilities() {
    return json(request("/api/v1/capabilities", PATIENCE).build());
  }

  /** What keeps the job from running, as the gateway says it. */
  public JsonNode whyWaiting(String id) {
    return json(request("/api/v1/jobs/%s/why-waiting".formatted(encoded(id)), PATIENCE).build());
  }

  /** All that has happened to the job. */
  public JsonNode history(String id) {
    return json(request("/api/v1/jobs/%s/history".formatted(encoded(id)), PATIENCE).build());
  }

  /** Follows the job to its end; the job as it ended is the answer. */
  public Job watch(String id, Consumer<Progress> onProgress) {
    HttpRequest request =
        request("/api/v1/jobs/%s/events".formatted(encoded(id)), TRANSFER)
            .header("Accept", "text/event-stream")
            .build();
    Job job = job(id);
    while (!job.hasEnded()) {
      HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        if (response.statusCode() != 200) {
          throw refused(response.statusCode(), String.join("\n", lines.toList()));
        }
        job = follow(lines, onProgress) ? ended(id) : job(id);
      }
    }
    return job;
  }

  /** The stream may know of the end a moment before the read models do. */
  private Job ended(String id) {
    long deadline = System.nanoTime() + LAG.toNanos();
    Job job = job(id);
    while (!job.hasEnded() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(GLANCE.toNanos());
      job = job(id);
    }
    return job;
  }

  /** Whether the stream came to the job's end. */
  private static boolean follow(Stream<String> lines, Consumer<Progress> onProgress) {
    EventReader events = new EventReader();
    try {
      for (String line : (Iterable<String>) lines::iterator) {
        var event = events.next(line);
        event.ifPresent(onProgress);
        if (event.filter(Progress::isLast).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (UncheckedIOException e) {
      throw new ApiException(
          "the connection to the platform broke", "see: ./framewright status", e);
    }
  }

  /** Saves one result of a job, through the gateway. */
  public void download(String id, String output, Path to) {
    HttpRequest request =
        request("/api/v1/jobs/%s/outputs/%s".formatted(encoded(id), encoded(output)), TRANSFER)
            .build();
    Path target = to.toAbsolutePath();
    Path partial = target.resolveSibling(FileNames.of(target) + ".part");
    HttpResponse<Path> response = send(request, BodyHandlers.ofFile(partial));
    try {
      if (response.statusCode() != 200) {
        throw refused(response.statusCode(), Files.readString(partial));
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(target), e);
    } finally {
      partial.toFile().delete();
    }
  }

  /** Health of a service on this machine, as JSON; missing if it does not answer. */
  public static JsonNode health(int port) {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health".formatted(port)))
              .timeout(Duration.ofSeconds(3))
              .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MissingNode.getInstance();
    }
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(credentials.baseUrl().resolve(path))
        .timeout(timeout)
        .header("X-API-Key", credentials.apiKey());
  }

  private JsonNode json(HttpRequest request) {
    HttpResponse<String> response = send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw refused(response.statusCode(), response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new ApiException("the platform's answer is not JSON", "see its log", e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new ApiException(
          "no answer from %s".formatted(credentials.baseUrl()),
          "start it with: ./framewright up",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted", "", e);
    }
  }

  private static ApiException refused(int status, String body) {
    JsonNode error;
    try {
      error = JSON.readTree(body).path("error");
    } catch (JsonProcessingException e) {
      error = MissingNode.getInstance();
    }
    return new ApiException(
        status,
        error.path("code").asText("NO_CODE"),
        error.path("message").asText("the platform refused the request"),
        error.path("hint").asText(""));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
