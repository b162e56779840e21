package io.framewright.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.gateway.log.FakeLog;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.schemas.avro.TaskInput;
import io.framewright.testing.InMemoryObjectStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are elsewhere, and files that come in pieces. */
class InputsHttpTest {

  private static final String ADDRESS = "http://127.0.0.1:9999/holiday/beach.jpg?signature=s3cr3t";

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void everythingIsBack() {
    store().beforePut(_ -> {});
  }

  private static InMemoryObjectStore store() {
    return gateway.bean(InMemoryObjectStore.class);
  }

  private static TaskInput lastInput() {
    return gateway.bean(FakeLog.class).lastRequest().getTasks().getFirst().getInputs().getFirst();
  }

  private static Answer convert(String input) {
    return gateway.json(
        "/api/v1/convert", "{\"input\":\"%s\",\"output\":\"webp\"}".formatted(input));
  }

  @Test
  void anAddressIsLeftToAWorkerAndIsNotInTheLog() {
    Answer answer = convert(ADDRESS);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(lastInput().getSha256()).isNull();
    assertThat(ObjectKeys.isRemote(lastInput().getKey())).isTrue();
    assertThat(gateway.bean(FakeLog.class).commands().getLast().toString())
        .doesNotContain("s3cr3t")
        .doesNotContain("beach");
    assertThat(new String(store().content(ObjectKeys.remoteSource(lastInput().getKey())), UTF_8))
        .contains("signature=s3cr3t")
        .contains(Integer.toString(GatewayUnderTest.LARGEST_UPLOAD));
  }

  @Test
  void anAddressMayStandInAnObject() {
    Answer answer =
        gateway.json(
            "/api/v1/convert",
            "{\"input\":{\"path\":\"%s\",\"credentials\":\"presigned\"},\"output\":\"webp\"}"
                .formatted(ADDRESS));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(ObjectKeys.isRemote(lastInput().getKey())).isTrue();
  }

  @Test
  void aRepeatedJobHasWhatWasFetchedForTheFirst() {
    String job = convert(ADDRESS).json().at("/job/id").asText();
    String key = lastInput().getKey();
    store().put(key, GatewayHttpTest.JPEG, "image/jpeg", Map.of("sha256", "ab".repeat(32)));
    gateway.send(gateway.request("/api/v1/jobs/" + job).DELETE());

    Answer again = gateway.json("/api/v1/jobs/%s/retry".formatted(job), "");

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(lastInput().getKey()).isEqualTo(key);
    assertThat(lastInput().getSha256()).isEqualTo("ab".repeat(32));
    assertThat(lastInput().getBytes()).isEqualTo(GatewayHttpTest.JPEG.length);
  }

  @Test
  void whatARefusedRequestWouldHaveFetchedIsForgotten() {
    String body = "{\"input\":\"%s\",\"output\":\"webp\"}".formatted(ADDRESS);
    gateway.json("/api/v1/convert", body, "Idempotency-Key", "remote-1");
    long notes = notes();

    Answer again = gateway.json("/api/v1/convert", body, "Idempotency-Key", "remote-1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(notes()).isEqualTo(notes);
  }

  private static long notes() {
    return store().keys().stream().filter(ObjectKeys::isRemote).count();
  }

  @Test
  void anAnalysisGoesWhereTheNameSays() {
    assertThat(gateway.json("/api/v1/analyze", "{\"input\":\"%s\"}".formatted(ADDRESS)).status())
        .isEqualTo(202);
    assertThat(gateway.bean(FakeLog.class).lastRequest().getTasks().getFirst().getPool())
        .isEqualTo("image");
  }

  @Test
  void whatIsNotFetchedYetIsEstimatedByItsName() {
    Answer answer =
        gateway.json(
            "/api/v1/estimate", "{\"input\":\"%s\",\"output\":\"webp\"}".formatted(ADDRESS));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/estimated/duration_seconds").asDouble()).isPositive();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "B10, http://127.0.0.1/a.png",
    "B10, http://[::1]/a.png",
    "B10, http://2130706433/",
    "B10, http://0177.0.0.1/",
    "B11, http://169.254.169.254/latest/meta-data/",
    "B11, http://metadata.google.internal/",
    "B12, http://[::ffff:10.0.0.1]/",
    "B12, http://[64:ff9b::7f00:1]/",
    "B16, file:///etc/passwd",
    "B16, ftp://127.0.0.1:9999/a",
    "B16, gopher://127.0.0.1:9999/",
    "B16, http://user@127.0.0.1:9999/",
    "B16, http://user\\\\@127.0.0.1:9999/",
    "B16, http://93.184.216.34./",
    "B17, http://93.184.216.34:22/",
    "B17, http://93.184.216.34:6379/",
  })
  void anAddressThatMayNotBeReachedIsRefusedAtTheDoor(String id, String address) {
    Answer answer = convert(address);

    assertThat(answer.status()).as(id).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("EGRESS_BLOCKED");
    assertThat(answer.json().at("/error/details/field").asText()).isEqualTo("input");
  }

  private static HttpRequest.Builder tus(String path, String... headers) {
    HttpRequest.Builder request = gateway.request(path).header("Tus-Resumable", "1.0.0");
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Begins an upload and gives its path. */
  private static String begin(int length) {
    Answer begun =
        gateway.send(
            tus(
                    "/api/v1/uploads",
                    "Upload-Length",
                    Integer.toString(length),
                    "Upload-Metadata",
                    "filename " + base64("beach.jpg".getBytes(UTF_8)) + ",private")
                .POST(BodyPublishers.noBody()));
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    assertThat(begun.header("Upload-Expires")).endsWith("GMT");
    return begun.header("Location");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static HttpRequest.Builder piece(
      String path, long offset, byte[] content, String... headers) {
    return tus(path, headers)
        .header("Content-Type", "application/offset+octet-stream")
        .header("Upload-Offset", Long.toString(offset))
        .method("PATCH", BodyPublishers.ofByteArray(content));
  }

  private static Answer head(String path) {
    return gateway.send(tus(path).method("HEAD", BodyPublishers.noBody()));
  }

  @Test
  void theVersionAndItsExtensionsAreTold() {
    Answer told =
        gateway.send(gateway.request("/api/v1/uploads").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(told.status()).isEqualTo(204);
    assertThat(told.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(told.header("Tus-Extension")).isEqualTo("creation,termination,expiration,checksum");
    assertThat(told.header("Tus-Max-Size"))
        .isEqualTo(Integer.toString(GatewayUnderTest.LARGEST_UPLOAD));
    assertThat(
            gateway.send(gateway.request("/api/v1/uploads").POST(BodyPublishers.noBody())).code())
        .isEqualTo("TUS_VERSION_NOT_SUPPORTED");
  }

  @Test
  void anUploadInPiecesBecomesAnAsset() throws Exception {
    byte[] file = Arrays.copyOf(GatewayHttpTest.JPEG, 1_000);
    String path = begin(file.length);
    assertThat(head(path).header("Upload-Offset")).isEqualTo("0");

    Answer first = gateway.send(piece(path, 0, Arrays.copyOf(file, 600)));
    assertThat(first.status()).as(first.text()).isEqualTo(204);
    assertThat(first.header("Upload-Offset")).isEqualTo("600");
    Answer half = head(path);
    assertThat(half.header("Upload-Offset")).isEqualTo("600");
    assertThat(half.header("Upload-Length")).isEqualTo("1000");
    assertThat(half.header("Upload-Metadata")).contains("filename ");
    assertThat(gateway.get(path).json().at("/upload/status").asText()).isEqualTo("uploading");
    Answer last = gateway.send(piece(path, 600, Arrays.copyOfRange(file, 600, 1_000)));

    String asset = last.header("Upload-Asset-Id");
    JsonNode whole = gateway.get(path).json().path("upload");
    assertThat(whole.path("status").asText()).isEqualTo("complete");
    assertThat(whole.at("/asset/id").asText()).isEqualTo(asset);
    assertThat(whole.at("/asset/filename").asText()).isEqualTo("beach.jpg");
    assertThat(whole.at("/asset/content_type").asText()).isEqualTo("image/jpeg");
    assertThat(whole.at("/asset/sha256").asText())
        .isEqualTo(
            java.util.HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    assertThat(convert("asset:" + asset).status()).isEqualTo(202);
    assertThat(store().keys()).noneMatch(key -> key.contains("/pieces/") && key.contains(asset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"B54"})
  void anUploadGoesOnWhereItEndedAndNowhereElse(String id) {
    String path = begin(10);
    gateway.send(piece(path, 0, "01234".getBytes(US_ASCII)));

    Answer wrong = gateway.send(piece(path, 3, "34567".getBytes(US_ASCII)));
    assertThat(wrong.status()).as(id).isEqualTo(409);
    assertThat(wrong.code()).isEqualTo("UPLOAD_OFFSET_MISMATCH");
    assertThat(wrong.header("Tus-Resumable")).isEqualTo("1.0.0");
    Answer long1 = gateway.send(piece(path, 5, "56789x".getBytes(US_ASCII)));
    assertThat(long1.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    Answer chunked =
        gateway.send(
            tus(path, "Content-Type", "application/offset+octet-stream", "Upload-Offset", "5")
                .method(
                    "PATCH",
                    BodyPublishers.ofByteArrays(List.of("567".getBytes(US_ASCII), new byte[9]))));
    assertThat(chunked.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(head(path).header("Upload-Offset")).isEqualTo("5");
    HttpRequest.Builder stranger =
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Tus-Resumable", "1.0.0")
            .header("X-API-Key", GatewayUnderTest.OTHER_KEY);
    assertThat(gateway.send(stranger.GET()).status()).isEqualTo(404);
    assertThat(gateway.send(stranger.DELETE()).code()).isEqualTo("UPLOAD_NOT_FOUND");
  }

  @Test
  void twoRequestsDoNotWriteAtOnce() throws Exception { // B54
    String path = begin(10);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store()
        .beforePut(key -> {
          if (key.contains("/pieces/")) {
            writing.countDown();
            await(go);
          }
        });
    CompletableFuture<Answer> first =
        CompletableFuture.supplyAsync(() -> gateway.send(piece(path, 0, new byte[4])));
    assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();

    Answer second = gateway.send(piece(path, 0, new byte[4]));
    go.countDown();

    assertThat(second.status()).isEqualTo(423);
    assertThat(first.get(20, TimeUnit.SECONDS).header("Upload-Offset")).isEqualTo("4");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aPieceThatIsNotWhatItsChecksumSaysIsNotKept() throws Exception {
    byte[] content = "0123456789".getBytes(US_ASCII);
    String path = begin(content.length);
    String right = "sha1 " + base64(MessageDigest.getInstance("SHA-1").digest(content));
    String wrong = "sha256 " + base64(new byte[32]);

    Answer refused = gateway.send(piece(path, 0, content, "Upload-Checksum", wrong));
    assertThat(refused.status()).isEqualTo(460);
    assertThat(head(path).header("Upload-Offset")).isEqualTo("0");
    assertThat(gateway.send(piece(path, 0, content, "Upload-Checksum", "crc32 AAAA")).code())
        .isEqualTo("INVALID_HEADER");
    assertThat(gateway.send(piece(path, 0, content, "Upload-Checksum", right)).status())
        .isEqualTo(204);
  }

  @Test
  void anUploadThatWasWholeWhenItsGatewayEndedIsCompletedByTheNextQuestion() {
    String path = begin(10);
    String id = path.substring(path.lastIndexOf('/') + 1);
    store().add("uploads/alice/%s/pieces/%015d".formatted(id, 0), new byte[4]);
    store().add("uploads/alice/%s/pieces/%015d".formatted(id, 4), new byte[6]);
    store().add("uploads/alice/%s/pieces/%015d".formatted(id, 7), new byte[3]); // a leftover

    assertThat(head(path).header("Upload-Asset-Id")).isEqualTo(id);
    assertThat(gateway.get(path).json().at("/upload/asset/bytes").asInt()).isEqualTo(10);
  }

  @Test
  void anEndedUploadIsGone() {
    String path = begin(10);
    gateway.send(piece(path, 0, new byte[4]));

    assertThat(gateway.send(tus(path).DELETE()).status()).isEqualTo(204);

    assertThat(head(path).status()).isEqualTo(404);
    String id = path.substring(path.lastIndexOf('/') + 1);
    assertThat(store().keys()).noneMatch(key -> key.contains(id));
  }

  @Test
  void anUploadThatWasNotCompletedInTimeIsGone() { // B54
    String id = UUID.randomUUID().toString();
    store()
        .add(
            "uploads/alice/%s/note.json".formatted(id),
            """
            {"id":"%s","length":10,"file_name":"a","expires_at":"2020-01-01T00:00:00Z"}
            """
                .formatted(id)
                .getBytes(UTF_8));

    Answer gone = gateway.send(piece("/api/v1/uploads/" + id, 0, new byte[10]));

    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.code()).isEqualTo("UPLOAD_EXPIRED");
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "Upload-Length, -1, INVALID_HEADER",
    "Upload-Length, x, INVALID_HEADER",
    "Upload-Defer-Length, 1, INVALID_HEADER",
    "Upload-Length, 0, VALIDATION_ERROR",
    "Upload-Length, 3000001, PAYLOAD_TOO_LARGE",
  })
  void anUploadThatCannotBeIsNotBegun(String name, String value, String code) {
    Answer refused =
        gateway.send(tus("/api/v1/uploads", name, value).POST(BodyPublishers.noBody()));

    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void aPieceHasATypeAndAnOffset() {
    String path = begin(10);

    Answer type =
        gateway.send(
            tus(path, "Upload-Offset", "0", "Content-Type", "application/octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[1])));
    Answer offset =
        gateway.send(
            tus(path, "Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[1])));

    assertThat(type.status()).isEqualTo(415);
    assertThat(offset.code()).isEqualTo("INVALID_HEADER");
  }

  @Test
  void manySmallPiecesAreOneFile() {
    byte[] file = new byte[40];
    IntStream.range(0, file.length).forEach(i -> file[i] = (byte) i);
    String path = begin(file.length);
    Answer last = gateway.send(piece(path, 0, Arrays.copyOf(file, 4)));
    for (int at = 4; at < file.length; at += 4) {
      last = gateway.send(piece(path, at, Arrays.copyOfRange(file, at, at + 4)));
    }

    String key = "assets/alice/" + last.header("Upload-Asset-Id");
    assertThat(store().content(key)).isEqualTo(file);
  }
}
