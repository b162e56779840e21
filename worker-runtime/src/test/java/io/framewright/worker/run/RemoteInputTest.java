package io.framewright.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.framewright.platform.egress.RemoteSource;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.RunCancelled;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.Offers;
import io.framewright.worker.fakes.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose input is at an address, on a server of this machine. */
@Timeout(60)
class RemoteInputTest {

  private static final byte[] PHOTO = "a photo from afar".getBytes(UTF_8);
  private static final String KEY =
      ObjectKeys.remote(
          new TenantId("default"), UUID.fromString("0190a3b0-0000-7000-8000-000000000001"));

  @TempDir Path directory;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private RunHarness harness;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.start();
    harness = new RunHarness(directory, Remote.files("127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    harness.close();
    server.stop(0);
  }

  private void serve(HttpHandler handler) {
    server.createContext(
        "/photo",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            handler.handle(exchange);
          }
        });
    String host = "http://127.0.0.1:" + server.getAddress().getPort();
    new RemoteSource(host + "/photo.jpg?signature=s3cr3t", 1_000).keep(harness.store, KEY);
  }

  private static void send(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  private void complete(int attempt) throws InterruptedException {
    harness.complete(Offers.of("image.convert", attempt, input()));
  }

  private static TaskInput input() {
    return TaskInput.newBuilder().setName("input").setKey(KEY).build();
  }

  @Test
  void whatIsAtTheAddressIsWorkedOnAndStored() throws Exception {
    serve(exchange -> send(exchange, PHOTO));
    AtomicReference<byte[]> seen = new AtomicReference<>(new byte[0]);
    harness.handler.behave((task, _) -> {
      seen.set(content(task.mainInput()));
      return FakeHandler.done(task);
    });

    complete(1);

    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunCompleted.class);
    assertThat(seen.get()).isEqualTo(PHOTO);
    assertThat(harness.store.content(KEY)).isEqualTo(PHOTO);
  }

  @Test
  void anAddressIsAskedOnceForAllAttempts() throws Exception {
    serve(exchange -> send(exchange, PHOTO));

    complete(1);
    complete(2);

    assertThat(harness.broker.said()).hasSize(2).hasOnlyElementsOfType(RunCompleted.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void whatWasStoredAndIsDamagedIsNoted() throws Exception {
    serve(exchange -> send(exchange, PHOTO));
    complete(1);
    byte[] other = PHOTO.clone();
    other[0] ^= 1;
    String sha256 = harness.store.head(KEY).orElseThrow().attributes().get("sha256");
    harness.store.put(KEY, other, "image/jpeg", java.util.Map.of("sha256", sha256));

    complete(2);

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.INPUT_CORRUPT);
  }

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource({
    "404, BAD_INPUT, SOURCE_REFUSED",
    "401, BAD_INPUT, SOURCE_REFUSED",
    "503, TRANSIENT, SOURCE_UNAVAILABLE",
  })
  void aServersRefusalIsFinalAndItsTroublePasses(int status, FailureKind kind, ErrorCode code)
      throws Exception {
    serve(exchange -> exchange.sendResponseHeaders(status, -1));

    complete(1);

    assertFailed(kind, code);
  }

  @Test
  void aRedirectToAPrivateAddressIsRefused() throws Exception {
    serve(exchange -> {
      exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
      exchange.sendResponseHeaders(302, -1);
    });

    complete(1);

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.EGRESS_BLOCKED);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws Exception {
    serve(exchange -> send(exchange, new byte[1_001]));

    complete(1);

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.PAYLOAD_TOO_LARGE);
  }

  @Test
  void aFileThatBreaksOffIsTriedAgain() throws Exception {
    serve(exchange -> {
      exchange.sendResponseHeaders(200, 900);
      exchange.getResponseBody().write(PHOTO);
      exchange.getResponseBody().flush();
      throw new IOException("the server goes away");
    });

    complete(1);

    assertFailed(FailureKind.TRANSIENT, ErrorCode.INPUT_TRUNCATED);
  }

  @Test
  void withoutItsNoteAnInputIsGone() throws Exception {
    complete(1);

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.ASSET_NOT_FOUND);
  }

  @Test
  void aCancelEndsAFetch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    serve(exchange -> {
      asked.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    RunIdentity run = harness.start(Offers.of("image.convert", 1, input()));
    asked.await();

    harness.runs.cancel(run.run(), "cancelled");
    harness.awaitEnd();
    over.countDown();

    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunCancelled.class);
  }

  private void assertFailed(FailureKind kind, ErrorCode code) {
    assertThat(harness.broker.said().getLast())
        .isInstanceOfSatisfying(
            RunFailed.class,
            failed -> {
              Failure failure = failed.getFailure();
              assertThat(failure.getKind()).isEqualTo(kind);
              assertThat(failure.getCode()).isEqualTo(code.name());
              assertThat(failure.getMessage()).doesNotContain("photo").doesNotContain("s3cr3t");
            });
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
