package io.framewright.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.client.Job;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void aPictureIsShownBesideItsOriginal() {
    String html = new Page(List.of(result("photo.webp", "completed", Optional.empty()))).html();

    assertThat(html)
        .contains("src=\"original-photo.jpg\"", "src=\"photo.webp\"", "200 ms", "1.5 s")
        .doesNotContain("{{", "http://", "https://");
  }

  @Test
  void aFailureIsShownAsTextAndNotAsMarkup() {
    var error = new Job.Refusal("INPUT_CORRUPT", "<b>broken</b>", "send another");

    assertThat(new Page(List.of(result("photo.avif", "failed", Optional.of(error)))).html())
        .contains("&lt;b&gt;broken&lt;/b&gt;")
        .doesNotContain("<b>broken");
  }

  private static Result result(String fileName, String status, Optional<Job.Refusal> error) {
    Job job =
        new Job(
            "1",
            status,
            "complete",
            100,
            "image.convert",
            NOON,
            Optional.of(NOON.plusMillis(200)),
            Optional.of(NOON.plusMillis(1700)),
            Optional.empty(),
            List.of(new Job.Output("output.webp", "image/webp", 1000)),
            error,
            JsonNodeFactory.instance.objectNode());
    return new Result(
        new Conversion("photo", Path.of("samples/photo.jpg"), fileName, Map.of()), job, 5000);
  }
}
