package io.framewright.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.embedded.Cache;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.Content;
import io.framewright.platform.storage.ObjectStore.StoredObject;
import io.framewright.platform.storage.StorageException;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class S3ObjectStoreTest {

  private final EmbeddedS3 s3;
  private final ApplicationContext context;
  private final ObjectStore store;

  S3ObjectStoreTest(@TempDir Path directory) {
    s3 = start(directory, 0);
    context = context(s3.port());
    store = context.getBean(ObjectStore.class);
  }

  @BeforeAll
  void createBucketTwice() {
    store.createBucket();
    store.createBucket();
  }

  @AfterAll
  void stop() {
    context.close();
    s3.close();
  }

  @Test
  void aSmallObjectComesBackWithWhatWasSaidOfIt() throws Exception {
    store.put("small", bytes("hello"), "text/plain", Map.of("filename", "a%20b.txt"));
    try (Content content = store.get("small").orElseThrow()) {
      assertThat(content.stream().readAllBytes()).asString().isEqualTo("hello");
      assertThat(content.object().contentType()).isEqualTo("text/plain");
      assertThat(content.object().attributes()).containsEntry("filename", "a%20b.txt");
    }
    assertThat(store.head("small").orElseThrow().bytes()).isEqualTo(5);
  }

  @Test
  void aFileIsStoredUnderItsKey(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("local.txt"), "from a file");
    store.put("files/one", file, "text/plain", Map.of());
    assertThat(store.head("files/one").orElseThrow().bytes()).isEqualTo(Files.size(file));
  }

  @Test
  void whatIsNotThereIsEmptyAndDeletingItIsNothing() {
    assertThat(store.head("none")).isEmpty();
    assertThat(store.get("none")).isEmpty();
    assertThat(store.get("none", 0, 1)).isEmpty();
    store.delete("none");
  }

  @Test
  void aDeletedObjectIsGone() {
    store.put("deleted", bytes("x"), "text/plain", Map.of());
    store.delete("deleted");
    assertThat(store.head("deleted")).isEmpty();
  }

  @Test
  void aRangeHasItsBytesAndTheWholeObjectsLength() throws Exception {
    store.put("ranged", bytes("0123456789"), "text/plain", Map.of());
    try (Content content = store.get("ranged", 2, 4).orElseThrow()) {
      assertThat(content.stream().readAllBytes()).asString().isEqualTo("234");
      assertThat(content.object().bytes()).isEqualTo(10);
    }
    assertThatThrownBy(() -> store.get("ranged", 5, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.get("ranged", 10, 12))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListingIsInKeyOrderAndLimited() {
    for (String key : new String[] {"listed/c", "listed/a", "listed/b", "other"}) {
      store.put(key, bytes(key), "text/plain", Map.of());
    }
    assertThat(store.list("listed/", 10))
        .extracting(StoredObject::key)
        .containsExactly("listed/a", "listed/b", "listed/c");
    assertThat(store.list("listed/", 2)).hasSize(2);
  }

  @Test
  void aLongStreamIsStoredInParts() throws Exception {
    byte[] long20 = new byte[20 << 20];
    new Random(1).nextBytes(long20);
    assertThat(
            store.put("long", new ByteArrayInputStream(long20), "video/mp4", Map.of("sha256", "x")))
        .isEqualTo(long20.length);
    try (Content content = store.get("long").orElseThrow()) {
      assertThat(content.stream().readAllBytes()).isEqualTo(long20);
      assertThat(content.object().contentType()).isEqualTo("video/mp4");
      assertThat(content.object().attributes()).containsEntry("sha256", "x");
    }
  }

  @Test
  void anEmptyStreamIsAnEmptyObject() {
    assertThat(store.put("empty", InputStream.nullInputStream(), "text/plain", Map.of())).isZero();
    assertThat(store.head("empty").orElseThrow().bytes()).isZero();
  }

  @Test
  void aStreamThatBreaksOffStoresNothing() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[10 << 20]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the client went away");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("the client went away");
              }
            });
    assertThatThrownBy(() -> store.put("broken", broken, "video/mp4", Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("the client went away");
    assertThat(store.head("broken")).isEmpty();
    assertThat(store.list("broken", 10)).isEmpty();
  }

  @Test
  void aLinkNeedsNoCredentialsUntilItsTimeIsOver() throws Exception {
    store.put("linked", bytes("for everybody"), "text/plain", Map.of());
    var link = store.presignGet("linked", Duration.ofMinutes(5), "über.txt");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> got =
          http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(got.body()).isEqualTo("for everybody");
      assertThat(got.headers().firstValue("content-disposition").orElseThrow())
          .contains("attachment")
          .contains("%C3%BCber.txt");
      var bare = java.net.URI.create(link.toString().replaceFirst("\\?.*", ""));
      assertThat(
              http.send(
                      HttpRequest.newBuilder(bare).build(), HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aLinkToStoreTakesWhatWasSignedAndNothingElse() throws Exception {
    var put = store.presignPut("sent", Duration.ofMinutes(5), "image/png", 4);
    assertThat(put.headers()).containsEntry("content-type", "image/png");
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(sent(http, put, "image/png", "more than four")).isEqualTo(403);
      assertThat(sent(http, put, "text/html", "four")).isEqualTo(403);
      assertThat(store.head("sent")).isEmpty();
      assertThat(sent(http, put, "image/png", "four")).isEqualTo(200);
    }
    assertThat(store.head("sent").orElseThrow().bytes()).isEqualTo(4);
  }

  private static int sent(HttpClient http, ObjectStore.PresignedPut put, String type, String body)
      throws Exception {
    return http.send(
            HttpRequest.newBuilder(put.url())
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void objectsAreThereAfterARestartOfTheServer(@TempDir Path directory) {
    int port;
    try (EmbeddedS3 first = start(directory, 0)) {
      port = first.port();
      try (ApplicationContext services = context(port)) {
        ObjectStore objects = services.getBean(ObjectStore.class);
        objects.createBucket();
        objects.put("kept", bytes("kept"), "text/plain", Map.of("filename", "kept"));
      }
    }
    try (EmbeddedS3 second = start(directory, port);
        ApplicationContext services = context(second.port())) {
      assertThat(services.getBean(ObjectStore.class).head("kept").orElseThrow().attributes())
          .containsEntry("filename", "kept");
    }
  }

  @Test
  void aStoreThatIsAwayIsAStorageException() {
    try (ApplicationContext services = context(1)) {
      ObjectStore objects = services.getBean(ObjectStore.class);
      assertThatThrownBy(() -> objects.head("any"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("http://127.0.0.1:1");
    }
  }

  private static EmbeddedS3 start(Path directory, int port) {
    return EmbeddedS3.start(
        new EmbeddedS3.Settings(
            directory.resolve("s3"), new Cache(directory.resolve("cache")), port, "key", "secret"));
  }

  private static ApplicationContext context(int port) {
    return ApplicationContext.run(
        Map.of(
            "framewright.storage.endpoint",
            "http://127.0.0.1:" + port,
            "framewright.storage.access-key",
            "key",
            "framewright.storage.secret-key",
            "secret"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
