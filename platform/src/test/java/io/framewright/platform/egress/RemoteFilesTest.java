package io.framewright.platform.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.egress.Fetch.Why;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from a server on this machine, which the list of exceptions lets pass. */
@Timeout(30)
class RemoteFilesTest {

  private static final int LIMIT = 100_000;

  private RudeServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new RudeServer();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private RemoteFiles files() {
    return files(Duration.ofSeconds(20));
  }

  private RemoteFiles files(Duration patience) {
    EgressSettings settings =
        new EgressSettings(
            server.hostAndPort(),
            "80,443",
            Duration.ofSeconds(2),
            patience,
            1_000,
            Duration.ofSeconds(60));
    return new RemoteFiles(new EgressGuard(settings, false), settings);
  }

  private Fetch<byte[]> read(String path) throws IOException, InterruptedException {
    return files().read(server.url(path), LIMIT, _ -> {}, (content, _) -> content.readAllBytes());
  }

  private Fetch<byte[]> readImpatiently() throws IOException, InterruptedException {
    return files(Duration.ofMillis(400))
        .read(server.url("/a"), LIMIT, _ -> {}, (content, _) -> content.readAllBytes());
  }

  private static Why why(Fetch<byte[]> fetch) {
    return ((Fetch.Failed<byte[]>) fetch).why();
  }

  @Test
  void aFileIsReadWithItsLengthAnnounced() throws Exception {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nphoto");

    Fetch<String> fetch =
        files()
            .read(
                server.url("/a.png?token=x"),
                LIMIT,
                _ -> {},
                (content, length) ->
                    new String(content.readAllBytes(), US_ASCII) + length.orElseThrow());

    assertThat(fetch).isEqualTo(new Fetch.Read<>("photo5"));
    assertThat(server.requests().getFirst())
        .startsWith("GET /a.png?token=x HTTP/1.1")
        .contains("Host: " + server.hostAndPort())
        .contains("Accept-Encoding: identity");
  }

  @ParameterizedTest
  @CsvSource({
    "/a%20b/c?x=%2F&y=a+b, /a%20b/c?x=%2F&y=a+b",
    "/a//b, /a//b",
    "//twice, //twice",
    "?x=1, /?x=1",
    "/a#part, /a",
  })
  void anAddressIsAskedForAsItIsWritten(String written, String asked) throws Exception {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nphoto");

    assertThat(read(written)).isInstanceOf(Fetch.Read.class);
    assertThat(server.requests().getFirst()).startsWith("GET %s HTTP/1.1".formatted(asked));
  }

  @Test
  void aRedirectIsFollowed() throws Exception {
    server.answer("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nphoto");

    assertThat(read("/a")).isInstanceOf(Fetch.Read.class);
    assertThat(server.requests().getLast()).startsWith("GET /b ");
  }

  @ParameterizedTest(name = "B15: a redirect to {0}")
  @ValueSource(
      strings = {
        "http://127.0.0.1:80/",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "http://[::1]/"
      })
  void aRedirectToWhereNothingMayGoIsNotFollowed(String location) throws Exception {
    server.answer("HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n".formatted(location));

    assertThat(why(read("/a"))).isEqualTo(Why.BLOCKED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aRedirectLoopEnds() throws Exception { // B15
    for (int i = 0; i < 10; i++) {
      server.answer("HTTP/1.1 301 Moved\r\nLocation: /a\r\n\r\n");
    }

    assertThat(why(read("/a"))).isEqualTo(Why.BLOCKED);
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void aNameThatMeansAnotherHostByThenIsNotConnectedTo() throws Exception { // B14
    Deque<InetAddress> answers =
        new ArrayDeque<>(
            List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("127.0.0.1")));
    EgressSettings settings =
        new EgressSettings(
            "",
            Integer.toString(server.port()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            0,
            Duration.ofSeconds(5));
    EgressGuard guard = new EgressGuard(settings, false, _ -> List.of(answers.removeFirst()));
    String url = "http://rebinding.example:%d/".formatted(server.port());
    assertThat(guard.check(url)).isInstanceOf(EgressGuard.Verdict.Passed.class);

    Fetch<byte[]> fetch =
        new RemoteFiles(guard, settings)
            .read(url, LIMIT, _ -> {}, (content, _) -> content.readAllBytes());

    assertThat(why(fetch)).isEqualTo(Why.BLOCKED);
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "404, NOT_GIVEN",
    "403, NOT_GIVEN",
    "204, NOT_GIVEN",
    "206, NOT_GIVEN",
    "304, NOT_GIVEN",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void aStatusSaysWhetherToAskAgain(int status, Why why) throws Exception {
    server.answer("HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n".formatted(status));

    assertThat(why(read("/a"))).isEqualTo(why);
  }

  @Test
  void anEmptyFileIsNone() throws Exception {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(why(read("/a"))).isEqualTo(Why.NOT_GIVEN);
  }

  @Test
  void whatIsAnnouncedTooLargeIsNotRead() throws Exception { // B18
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(LIMIT + 1));

    assertThat(why(read("/a"))).isEqualTo(Why.TOO_LARGE);
  }

  @Test
  void anEndlessFileIsCutOffAtTheLimit() throws Exception { // B18
    server.answerForEver("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(8_192), Duration.ZERO);

    assertThat(why(read("/a"))).isEqualTo(Why.TOO_LARGE);
  }

  @Test
  void aFileThatTricklesIsGivenUp() throws Exception { // B18
    server.answerForEver(
        "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n", "x", Duration.ofMillis(50));

    assertThat(readImpatiently())
        .isEqualTo(new Fetch.Failed<>(Why.UNAVAILABLE, "the server sends too slowly"));
  }

  @Test
  void headersThatTrickleAreGivenUp() throws Exception { // B18
    server.answerForEver("HTTP/1.1 200 OK\r\nX: ", "x", Duration.ofMillis(50));

    assertThat(why(readImpatiently())).isEqualTo(Why.UNAVAILABLE);
  }

  @Test
  void endlessHeadersAreNotKept() throws Exception {
    server.answerForEver("HTTP/1.1 200 OK\r\nX: ", "x".repeat(8_192), Duration.ZERO);

    assertThat(why(read("/a"))).isEqualTo(Why.UNAVAILABLE);
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws Exception {
    server.answerForEver("", "", Duration.ofMillis(50));

    assertThat(why(readImpatiently())).isEqualTo(Why.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nphoto",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nphoto\r\n"
      })
  void aFileThatEndsBeforeItsAnnouncedEndIsNone(String answer) throws Exception { // B18
    server.answer(answer);

    assertThat(why(read("/a"))).isEqualTo(Why.BROKEN_OFF);
  }

  @Test
  void whatComesBeyondTheAnnouncedEndIsNotRead() throws Exception { // B18
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nphoto and more");

    assertThat(read("/a"))
        .isInstanceOfSatisfying(
            Fetch.Read.class,
            read -> assertThat(read.value()).isEqualTo("photo".getBytes(US_ASCII)));
  }

  @Test
  void nobodyUnpacksWhatComesCompressed() throws Exception {
    server.answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nphoto");

    assertThat(why(read("/a"))).isEqualTo(Why.NOT_GIVEN);
  }

  @Test
  void aServerThatIsAwayMayBeBack() throws Exception {
    server.close();

    assertThat(why(read("/a"))).isEqualTo(Why.UNAVAILABLE);
  }

  @Test
  void anErrorOfTheReaderIsTheReadersOwn() {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nphoto");

    assertThatThrownBy(() ->
            files()
                .read(
                    server.url("/a"),
                    LIMIT,
                    _ -> {},
                    (_, _) -> {
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
  }

  @Test
  void aFetchEndsWhenItIsCancelled() throws Exception {
    server.answerForEver("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(100), Duration.ofMillis(20));
    AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
    CountDownLatch coming = new CountDownLatch(1);
    Thread canceller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                coming.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              cancel.get().run();
            });

    Fetch<byte[]> fetch =
        files().read(server.url("/a"), LIMIT, cancel::set, (content, _) -> read(content, coming));

    canceller.join();
    assertThat(why(fetch)).isEqualTo(Why.BROKEN_OFF);
  }

  private static byte[] read(InputStream content, CountDownLatch coming) throws IOException {
    int first = content.read();
    coming.countDown();
    return first < 0 ? new byte[0] : content.readAllBytes();
  }

  @Test
  void aNameThatNobodyKnowsMayBeKnownLater() throws Exception {
    EgressSettings settings = EgressGuardTest.settings("");
    EgressGuard guard =
        new EgressGuard(
            settings,
            false,
            host -> {
              throw new UnknownHostException(host);
            });

    assertThat(
            why(
                new RemoteFiles(guard, settings)
                    .read(
                        "http://gone.example/",
                        LIMIT,
                        _ -> {},
                        (content, _) -> content.readAllBytes())))
        .isEqualTo(Why.UNAVAILABLE);
  }
}
