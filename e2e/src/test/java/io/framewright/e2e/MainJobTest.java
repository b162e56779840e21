package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client wants, and what it gets when its files are bad, on one platform that runs
 * throughout.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {

  @RegisterExtension private static final SharedPlatform SHARED = new SharedPlatform();

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningPlatform platform;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Api api;

  @BeforeAll
  static void up() {
    platform = SHARED.get();
    api = platform.api();
  }

  @Test
  void aPhotoBecomesWebpUprightAndWithoutItsPlace() {
    String photo = api.upload(Samples.photo());

    JsonNode job =
        api.ended(
            api.convert(
                """
                {"input": "%s", "output": "webp",
                 "operations": [{"type": "resize", "width": 640, "height": 480, "fit": "cover"}]}
                """
                    .formatted(photo)));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    JsonNode output = job.path("outputs").path(0);
    byte[] webp = api.output(job.path("id").asText(), output.path("name").asText());
    assertThat(new String(webp, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("WEBP");
    assertThat(output.path("bytes").asLong()).isEqualTo(webp.length);
    assertThat(output.path("sha256").asText()).isEqualTo(sha256(webp));
    assertThat(output.path("width").asInt()).isEqualTo(640);
    assertThat(output.path("height").asInt()).isEqualTo(480);
    assertThat(new String(webp, StandardCharsets.ISO_8859_1)).doesNotContain("Xiaomi", "GPS");
    assertThat(api.follow(job.path("result_url").asText()).body()).isEqualTo(webp);
  }

  @Test
  void aPhotoBecomesAvifAndWhoeverWatchedSeesItAtOnce() {
    String id =
        api.convert(
            """
            {"input": "%s", "output": {"format": "avif"},
             "operations": [{"type": "resize", "params": {"width": 480}}]}
            """
                .formatted(api.upload(Samples.photo())));

    assertThat(api.watch(id)).contains("event: complete");
    JsonNode job = api.job(id);
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    byte[] avif = api.output(job.path("id").asText(), "output.avif");
    assertThat(new String(avif, 4, 8, StandardCharsets.US_ASCII)).isEqualTo("ftypavif");
    assertThat(job.path("outputs").path(0).path("height").asInt()).isEqualTo(360);
  }

  @Test
  void aClipBecomesASmallerMp4AndAThumbnail() {
    String clip = api.upload(Samples.clip());
    String video =
        api.convert(
            """
            {"input": "%s", "output": {"format": "mp4", "video": {"preset": "ultrafast"}},
             "operations": [{"type": "resize", "width": 320}]}
            """
                .formatted(clip));
    String thumbnail =
        api.convert(
            """
            {"input": "%s", "output": "jpg",
             "operations": [{"type": "thumbnail", "params": {"timestamp": 2, "width": 320}}]}
            """
                .formatted(clip));

    JsonNode encoded = api.ended(video);
    assertThat(encoded.path("status").asText()).as(encoded.toString()).isEqualTo("completed");
    JsonNode mp4 = encoded.path("outputs").path(0);
    assertThat(mp4.path("duration_seconds").asDouble()).isBetween(8.0, 8.9);
    assertThat(mp4.path("width").asInt()).isEqualTo(320);
    assertThat(mp4.path("height").asInt()).isEqualTo(180);
    byte[] bytes = api.output(video, mp4.path("name").asText());
    assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");

    JsonNode picture = api.ended(thumbnail);
    assertThat(picture.path("status").asText()).as(picture.toString()).isEqualTo("completed");
    byte[] jpeg = api.output(thumbnail, picture.path("outputs").path(0).path("name").asText());
    assertThat(Arrays.copyOf(jpeg, 3)).isEqualTo(HexFormat.of().parseHex("ffd8ff"));
  }

  @Test
  void aPartOfAnOutputCanBeRead() {
    String id =
        api.convert(
            "{\"input\": \"%s\", \"output\": \"png\", \"operations\": [{\"type\": \"resize\", \"width\": 64}]}"
                .formatted(api.upload(Samples.photo())));
    api.ended(id);

    HttpResponse<byte[]> part =
        api.send(
            api.request("/api/v1/jobs/%s/outputs/output.png".formatted(id))
                .header("Range", "bytes=1-3")
                .GET());

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(new String(part.body(), StandardCharsets.US_ASCII)).isEqualTo("PNG");
  }

  @Test
  void aCorruptPhotoFailsWithACodeAndAHint() throws IOException {
    byte[] photo = Files.readAllBytes(Samples.photo());
    Path corrupt = directory.resolve("corrupt.jpg");
    Files.write(corrupt, Arrays.copyOf(photo, photo.length / 3));

    JsonNode job =
        api.ended(
            api.convert(
                "{\"input\": \"%s\", \"output\": \"webp\"}".formatted(api.upload(corrupt))));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("failed");
    assertThat(job.path("error").path("code").asText()).isIn("INPUT_TRUNCATED", "INPUT_CORRUPT");
    assertThat(job.path("error").path("hint").asText()).isNotBlank();
    // A worker that dies for another reason may cost an attempt; the bad input itself is never
    // tried again.
    assertThat(api.history(job.path("id").asText()).path("events").findValuesAsText("type"))
        .containsOnlyOnce("TaskFailed");
  }

  @Test
  void aTruncatedVideoFailsWithACodeAndAHint() throws IOException {
    byte[] clip = Files.readAllBytes(Samples.clip());
    Path truncated = directory.resolve("truncated.mp4");
    Files.write(truncated, Arrays.copyOf(clip, clip.length * 6 / 10));

    JsonNode job =
        api.ended(
            api.convert(
                "{\"input\": \"%s\", \"output\": \"mp4\"}".formatted(api.upload(truncated))));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("failed");
    assertThat(job.path("error").path("code").asText()).isEqualTo("INPUT_TRUNCATED");
    assertThat(job.path("error").path("hint").asText()).isNotBlank();
  }

  @Test
  void aCancelledEncodeLeavesNoEngineBehind() {
    String id =
        api.convert(
            """
            {"input": "%s", "output": {"format": "mp4", "video": {"preset": "veryslow", "crf": 12}},
             "operations": [{"type": "resize", "width": 1920}]}
            """
                .formatted(api.upload(Samples.clip())));
    api.running(id);
    assertThat(platform.children("-progress")).isNotEmpty();

    HttpResponse<byte[]> answer = api.cancel(id);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(api.ended(id).path("status").asText()).isEqualTo("cancelled");
    Awaitility.await("no engine is left")
        .atMost(Duration.ofSeconds(2))
        .until(() -> platform.children("-progress").isEmpty());
    assertThat(api.cancel(id).statusCode()).isEqualTo(409);
  }

  @Test
  void aCrashOfTheImageLibraryTakesDownTheImageServiceAlone() throws IOException {
    byte[] photo = Files.readAllBytes(Samples.photo());
    byte[] marker = "FRAMEWRIGHT-CRASH".getBytes(StandardCharsets.US_ASCII);
    byte[] crasher = new byte[photo.length + marker.length + 4];
    System.arraycopy(photo, 0, crasher, 0, 2);
    crasher[2] = (byte) 0xff;
    crasher[3] = (byte) 0xfe;
    crasher[5] = (byte) (marker.length + 2);
    System.arraycopy(marker, 0, crasher, 6, marker.length);
    System.arraycopy(photo, 2, crasher, 6 + marker.length, photo.length - 2);
    Path file = Files.write(directory.resolve("crasher.jpg"), crasher);

    JsonNode poisoned =
        api.ended(
            api.convert("{\"input\": \"%s\", \"output\": \"webp\"}".formatted(api.upload(file))));

    assertThat(poisoned.path("status").asText()).as(poisoned.toString()).isEqualTo("failed");
    assertThat(poisoned.path("error").path("code").asText()).isEqualTo("POISON");
    assertThat(platform.alive()).isTrue();
    JsonNode next =
        api.ended(
            api.convert(
                "{\"input\": \"%s\", \"output\": \"png\", \"operations\": [{\"type\": \"resize\", \"width\": 100}]}"
                    .formatted(api.upload(Samples.photo()))));
    assertThat(next.path("status").asText()).as(next.toString()).isEqualTo("completed");
  }

  @Test
  void nobodyGetsInWithoutAKey() {
    HttpResponse<byte[]> response =
        api.send(api.request("/api/v1/jobs").setHeader("X-API-Key", "fw_wrong").GET());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(api.parse(response).path("error").path("code").asText()).isEqualTo("AUTH_ERROR");
  }

  @Test
  void aRepeatedRequestIsTheSameJob() {
    String body = "{\"input\": \"%s\", \"output\": \"png\"}".formatted(api.upload(Samples.photo()));
    String first = submitWithKey(body, "e2e-1", 202);
    String second = submitWithKey(body, "e2e-1", 202);
    assertThat(second).isEqualTo(first);
    submitWithKey(body.replace("png", "jpg"), "e2e-1", 422);
    api.cancel(first);
  }

  /** After all others, because it looks at what they have left, too. */
  @Test
  @Order(Integer.MAX_VALUE)
  void nothingSecretOrPersonalIsInLogsRecordsOrAnswers() throws IOException {
    Path data = platform.data();
    byte[] photo = Files.readAllBytes(Samples.photo());
    Path whole = Files.write(directory.resolve("Quillfeather.jpg"), photo);
    Path cut = Files.write(directory.resolve("x-Quillfeather.jpg"), Arrays.copyOf(photo, 9999));
    String toPng =
        "{\"input\": \"%s\", \"output\": \"png\", \"operations\": [{\"type\": \"resize\", \"width\": 64}]}";
    JsonNode done = api.ended(api.convert(toPng.formatted(api.upload(whole))));
    JsonNode failed = api.ended(api.convert(toPng.formatted(api.upload(cut))));
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    String link = done.path("result_url").asText();
    assertThat(api.follow(link).statusCode()).isEqualTo(200);
    Planted planted =
        Planted.secretsOf(data)
            .and("the name of an upload", "Quillfeather")
            .and(
                "the signature of a link",
                link.replaceFirst(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));

    assertThat(planted.foundIn(link)).contains("the signature of a link");
    assertThat(
            new Planted(Map.of("a job", done.path("id").asText()))
                .foundUnder(data.resolve("kafka"), ".log"))
        .as("what is in the log can be found there")
        .isNotEmpty();
    assertThat(planted.foundUnder(data.resolve("kafka"), ".log")).isEmpty();
    assertThat(planted.foundUnder(data.resolve("logs"), "")).isEmpty();
    for (JsonNode job : List.of(done, failed)) {
      String id = job.path("id").asText();
      assertThat(planted.foundIn(api.history(id).toString())).isEmpty();
      assertThat(planted.foundIn(job.path("error").toString())).isEmpty();
      assertThat(planted.foundIn(api.watch(id)))
          .isSubsetOf("the name of an upload", "the signature of a link");
    }
  }

  private static String submitWithKey(String body, String key, int status) {
    HttpResponse<byte[]> response =
        api.send(
            api.request("/api/v1/convert")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return api.parse(response).path("job").path("id").asText();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
