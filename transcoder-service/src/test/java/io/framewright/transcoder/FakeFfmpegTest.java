package io.framewright.transcoder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.engine.Accelerator;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.engine.Programs;
import io.framewright.transcoder.sandbox.Limits;
import io.framewright.transcoder.sandbox.Rung;
import io.framewright.transcoder.sandbox.Sandbox;
import io.framewright.worker.TaskResult;
import io.framewright.worker.TaskResult.BadInput;
import io.framewright.worker.TaskResult.Crashed;
import io.framewright.worker.TaskResult.Resource;
import io.framewright.worker.TaskResult.Transient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that behave as badly as ffmpeg could: the handler is never stuck and never lies. */
@Timeout(30)
class FakeFfmpegTest {

  private static final String MP4 =
      """
      {"output":{"format":"mp4"}}\
      """;

  /** Bytes of addresses: enough for ffmpeg's libraries and a small film. */
  private static final long MEMORY = 1L << 30;

  private static final int OPEN_FILES = 128;

  @TempDir private static Path clips;
  private static Programs programs;
  private static Path film;

  @TempDir private Path scratch;
  private final RecordingContext context = new RecordingContext();

  @BeforeAll
  static void makeAFilm() {
    programs = Engines.programs();
    film =
        Clips.make(
            Engines.real("prlimit"),
            clips.resolve("film.mp4"),
            1,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-c:a",
            "aac");
  }

  @AfterEach
  void nothingIsLeft() {
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(RealFfmpegTest.running(scratch)).isEmpty());
  }

  @Test
  void oneThatHangsIsStoppedThoughItKeepsTalking() throws Exception {
    assertThat(run("hangs.sh", Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            Transient.class, failure -> assertThat(failure.message()).contains("no progress"));
  }

  @Test
  void oneThatIsSlowIsLeftAlone() throws Exception {
    assertThat(run("slow.sh", Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            BadInput.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_CORRUPT));
  }

  @Test
  void aFloodWithoutLinesIsReadAndForgotten() throws Exception {
    assertThat(run("floods.sh", Duration.ofSeconds(20))).isInstanceOf(Transient.class);
    assertThat(context.lines).singleElement().asString().hasSizeLessThan(3_000);
  }

  @Test
  void oneThatIgnoresRequestsIsGoneWithItsChild() throws Exception {
    CompletableFuture<TaskResult> result =
        CompletableFuture.supplyAsync(() -> {
          try {
            return run("stubborn.sh", Duration.ofSeconds(20));
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    await().atMost(Duration.ofSeconds(10)).until(() -> RealFfmpegTest.running(scratch).size() >= 2);

    context.cancel();

    await().atMost(Duration.ofSeconds(2)).until(() -> RealFfmpegTest.running(scratch).isEmpty());
    assertThat(result).succeedsWithin(Duration.ofSeconds(6)).isInstanceOf(Transient.class);
  }

  @Test
  void rubbishIsNoSuccess() throws Exception {
    assertThat(run("rubbish.sh", Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            Transient.class, failure -> assertThat(failure.message()).contains("cannot be read"));
  }

  @Test
  void nothingIsNoSuccess() throws Exception {
    assertThat(run("nothing.sh", Duration.ofSeconds(10))).isInstanceOf(BadInput.class);
  }

  @Test
  void aCrashIsACrash() throws Exception {
    assertThat(run("crashes.sh", Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            Crashed.class,
            failure -> assertThat(failure.message()).contains("signal 11", "about to decode"));
  }

  @Test
  void oneThatTheKernelKillsLackedResources() throws Exception {
    assertThat(run("killed.sh", Duration.ofSeconds(10))).isInstanceOf(Resource.class);
  }

  /** The sandbox's limit of its address space ends it; this JVM goes on. */
  @Test
  void oneThatWantsMoreAndMoreMemoryIsEndedByItsLimit() throws Exception {
    assertThat(run("balloon.sh", Duration.ofSeconds(20)))
        .isInstanceOfSatisfying(
            Resource.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INSUFFICIENT_RESOURCES));
    assertThat(context.lines).anyMatch(line -> line.contains("memory"));
  }

  @Test
  void oneThatAbortsForWantOfMemoryLackedResources() throws Exception {
    assertThat(run("balloon-aborts.sh", Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            Resource.class, failure -> assertThat(failure.message()).contains("signal 6"));
  }

  @Test
  void aFilmWhoseEndIsSpoiltIsNoSuccess() throws Exception {
    assertThat(run("spoils-the-end.sh", Duration.ofSeconds(20)))
        .isInstanceOfSatisfying(
            Transient.class,
            failure -> assertThat(failure.message()).contains("cannot be decoded"));
  }

  @Test
  void aFullDiskIsALackOfResources() throws Exception {
    assertThat(run("full.sh", Duration.ofSeconds(10))).isInstanceOf(Resource.class);
  }

  @Test
  void hardwareThatFailsAtRunTimeIsRecordedAndTheProcessorDoesIt() throws Exception {
    assertThat(run("hardware.sh", Duration.ofSeconds(20), MP4))
        .isInstanceOfSatisfying(
            TaskResult.Done.class,
            done ->
                assertThat(done.warnings())
                    .singleElement()
                    .asString()
                    .contains("NVENC failed", "processor", "no capable devices"));
  }

  @Test
  void hardwareThatIsRequiredAndFailsIsNoSuccess() throws Exception {
    assertThat(
            run(
                "hardware.sh",
                Duration.ofSeconds(20),
                "{\"hardware_acceleration\":\"require\",\"output\":{\"format\":\"mp4\"}}"))
        .isInstanceOf(Transient.class);
  }

  private TaskResult run(String script, Duration stall) throws IOException, InterruptedException {
    return run(script, stall, MP4);
  }

  private TaskResult run(String script, Duration stall, String params)
      throws IOException, InterruptedException {
    TranscoderSettings settings = Engines.patient(stall);
    Ffmpeg fake =
        new Ffmpeg(
            new Programs(install(script), programs.ffprobe(), programs.libraries()),
            new Sandbox(Rung.PRLIMIT, true),
            new Limits(settings.deadline(), settings.maxOutputBytes(), MEMORY, OPEN_FILES),
            "fake",
            "0123456789abcdef",
            Set.of("libx264", "aac", "h264_nvenc"),
            Set.of("mov"),
            script.equals("hardware.sh") ? List.of(Accelerator.NVENC) : List.of());
    return new TranscodeTaskHandler(fake, settings)
        .handle(Tasks.transcode(film, scratch, params), context);
  }

  private static Path install(String script) throws IOException {
    Path file = clips.resolve(script);
    try (InputStream in = FakeFfmpegTest.class.getResourceAsStream("/fake/" + script)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      Files.writeString(file, text.replace("ENGINE", programs.ffmpeg().toString()));
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make %s executable".formatted(file));
    }
    return file;
  }
}
