package io.framewright.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.Stage;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskResult;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageTaskHandlerTest {

  @TempDir Path folder;

  private ImageTaskHandler handler;
  private final List<String> log = new ArrayList<>();

  @BeforeAll
  void start() throws InterruptedException {
    handler =
        new ImageTaskHandler(
            new LibvipsSettings(Engine.PATH), new ImageSettings(200, Duration.ofMinutes(1), "off"));
  }

  @AfterAll
  void stop() {
    handler.close();
  }

  private TaskResult run(String operation, String params, Path input) throws InterruptedException {
    UUID id = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
    Task task =
        new Task(
            new TenantId("acme"),
            new JobId(id),
            new TaskId(id),
            1,
            new RunId(id),
            operation,
            1,
            params,
            Map.of("input", input),
            folder);
    return handler.handle(task, new Recording());
  }

  private final class Recording implements TaskContext {
    @Override
    public void progress(Stage stage, double percent, Speed speed) {}

    @Override
    public void onCancel(Runnable action) {}

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void log(String line) {
      log.add(line);
    }
  }

  private Path picture() throws Exception {
    Path file = folder.resolve("in.png");
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  @Test
  void aConversionBecomesAnOutputWithItsMetadata() throws Exception {
    TaskResult result = run("image.convert", "{\"output\":{\"format\":\"webp\"}}", picture());
    assertThat(result).isInstanceOf(TaskResult.Done.class);
    TaskResult.Done done = (TaskResult.Done) result;
    TaskResult.Output output = done.outputs().getFirst();
    assertThat(output.name()).isEqualTo("output.webp");
    assertThat(output.contentType()).isEqualTo("image/webp");
    assertThat(output.width()).hasValue(60);
    assertThat(output.height()).hasValue(40);
    assertThat(Files.size(output.file())).isPositive();
    var media = new ObjectMapper().readTree(output.media().orElseThrow());
    assertThat(media.get("format").asText()).isEqualTo("webp");
    assertThat(media.get("blurhash").asText()).hasSize(28);
    assertThat(media.get("phash").asText()).hasSize(16);
    assertThat(media.at("/colors/0/color").asText()).isEqualTo("#000000");
    assertThat(done.inputMedia().get("input")).contains("\"format\":\"png\"", "\"exif\"");
    assertThat(done.engineSeconds()).isPositive();
    assertThat(log).anyMatch(line -> line.startsWith("output "));
  }

  @Test
  void severalRenditionsAreSeveralOutputs() throws Exception {
    TaskResult result =
        run(
            "image.convert",
            "{\"output\":{\"format\":\"png\"},\"renditions\":[{\"name\":\"small\","
                + "\"steps\":[{\"type\":\"resize\",\"width\":30}],"
                + "\"output\":{\"format\":\"auto\"}}]}",
            picture());
    assertThat(result).isInstanceOf(TaskResult.Done.class);
    List<TaskResult.Output> outputs = ((TaskResult.Done) result).outputs();
    assertThat(outputs)
        .extracting(TaskResult.Output::name)
        .containsExactly("output.png", "small.avif");
    assertThat(outputs.getLast().width()).hasValue(30);
    assertThat(outputs.getLast().height()).hasValue(20);
  }

  @Test
  void anAnalysisIsAFileAndTheInputsMetadata() throws Exception {
    TaskResult result = run("image.analyze", "{}", picture());
    assertThat(result).isInstanceOf(TaskResult.Done.class);
    TaskResult.Done done = (TaskResult.Done) result;
    TaskResult.Output output = done.outputs().getFirst();
    assertThat(output.name()).isEqualTo("analysis.json");
    assertThat(output.contentType()).isEqualTo("application/json");
    assertThat(Files.readString(output.file())).isEqualTo(done.inputMedia().get("input"));
    var media = new ObjectMapper().readTree(output.file().toFile());
    assertThat(media.get("width").asInt()).isEqualTo(60);
    assertThat(media.get("blurhash").asText()).hasSize(28);
  }

  @Test
  void aBadInputIsNamedByItsCode() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(run("image.convert", "{\"output\":{\"format\":\"webp\"}}", empty))
        .isEqualTo(new TaskResult.BadInput(ErrorCode.INPUT_CORRUPT, "the file is empty"));
  }

  @Test
  void anUnknownOperationIsRefused() throws Exception {
    assertThat(run("video.transcode", "{}", picture()))
        .isEqualTo(
            new TaskResult.BadInput(
                ErrorCode.INVALID_OPERATION,
                "this worker does not know video.transcode version 1"));
  }

  @Test
  void itSaysWhatItIsAndWhatItCan() throws Exception {
    assertThat(handler.pool()).isEqualTo("image");
    assertThat(handler.engine()).matches("libvips 8\\.\\d+\\.\\d+ sha256:[0-9a-f]{12}");
    var capabilities = new ObjectMapper().readTree(handler.capabilities());
    for (String side : new String[] {"inputs", "outputs"}) {
      assertThat(capabilities.get(side))
          .extracting(node -> node.asText())
          .contains("jpeg", "png", "webp", "gif", "tiff", "avif", "bmp");
    }
  }
}
