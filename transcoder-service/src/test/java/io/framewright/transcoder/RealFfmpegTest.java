package io.framewright.transcoder;

import static io.framewright.platform.errors.ErrorCode.INPUT_TRUNCATED;
import static io.framewright.platform.errors.ErrorCode.UNSUPPORTED_MEDIA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.worker.Task;
import io.framewright.worker.TaskResult;
import io.framewright.worker.TaskResult.BadInput;
import io.framewright.worker.TaskResult.Done;
import io.framewright.worker.TaskResult.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler with the real engine, from file to file. */
class RealFfmpegTest {

  private static final String FAST_MP4 =
      """
      {"output":{"format":"mp4","video":{"preset":"ultrafast"}}}\
      """;

  @TempDir private static Path clips;
  private static Ffmpeg ffmpeg;
  private static TranscodeTaskHandler handler;
  private static Path film;

  @TempDir private Path scratch;
  private final RecordingContext context = new RecordingContext();

  @BeforeAll
  static void makeAFilm() {
    ffmpeg = Engines.real("auto");
    handler = new TranscodeTaskHandler(ffmpeg, Engines.settings());
    film =
        Clips.make(
            ffmpeg,
            clips.resolve("film.mp4"),
            4,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-g",
            "25",
            "-c:a",
            "aac",
            "-metadata",
            "title=at +48.85",
            "-metadata:s:v",
            "handler_name=secret");
  }

  @Test
  void aFilmIsDescribedWithoutItsTags() throws Exception {
    Output description = done(Tasks.of("video.analyze", Map.of("input", film), scratch, "{}"));

    assertThat(description.contentType()).isEqualTo("application/json");
    JsonNode found = new ObjectMapper().readTree(Files.readString(description.file()));
    assertThat(found.path("format").asText()).isEqualTo("mp4");
    assertThat(found.path("duration_seconds").asDouble()).isCloseTo(4, within(0.2));
    assertThat(found.at("/streams/0/codec").asText()).isEqualTo("h264");
    assertThat(found.at("/streams/1/codec").asText()).isEqualTo("aac");
    assertThat(found.toString()).doesNotContain("48.85").doesNotContain("secret");
  }

  @Test
  void aFilmBecomesASmallerMp4() throws Exception {
    Output output =
        done(
            Tasks.transcode(
                film,
                scratch,
                """
                {"output":{"format":"mp4","video":{"preset":"ultrafast"}},
                 "steps":[{"type":"trim","start":1,"duration":2},{"type":"resize","width":160}]}\
                """));

    assertThat(output.name()).isEqualTo("output.mp4");
    assertThat(output.contentType()).isEqualTo("video/mp4");
    assertThat(output.width()).hasValue(160);
    assertThat(output.height()).hasValue(90);
    assertThat(output.durationSeconds().orElse(0)).isCloseTo(2, within(0.15));
    assertThat(codecs(output)).containsExactly("h264", "aac");
    assertThat(context.works()).isTrue();
    assertThat(context.lines).anyMatch(line -> line.contains("Stream mapping"));
  }

  @Test
  void whereItWasFilmedIsNotPassedOn() throws Exception {
    Output output = done(Tasks.transcode(film, scratch, FAST_MP4));

    assertThat(Files.readString(output.file(), ISO_8859_1))
        .doesNotContain("+48.85")
        .doesNotContain("secret");
    assertThat(Files.readString(film, ISO_8859_1)).contains("+48.85");
  }

  @Test
  void aFilmBecomesAWebm() throws Exception {
    Output output =
        done(
            Tasks.transcode(
                film,
                scratch,
                """
                {"output":{"format":"webm","video":{"preset":"ultrafast"}},
                 "steps":[{"type":"resize","width":160}]}\
                """));

    assertThat(output.contentType()).isEqualTo("video/webm");
    assertThat(codecs(output)).containsExactly("vp9", "opus");
  }

  @Test
  void soundIsTakenOutAsMp3() throws Exception {
    Output output = done(Tasks.transcode(film, scratch, "{\"output\":{\"format\":\"mp3\"}}"));

    assertThat(output.contentType()).isEqualTo("audio/mpeg");
    assertThat(output.width()).isEmpty();
    assertThat(codecs(output)).containsExactly("mp3");
    assertThat(output.durationSeconds().orElse(0)).isCloseTo(4, within(0.3));
  }

  @Test
  void aSilentFilmHasNoMp3() throws Exception {
    Path silent =
        Clips.make(
            ffmpeg,
            clips.resolve("silent.mp4"),
            1,
            "-an",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast");

    assertRefused(
        Tasks.transcode(silent, scratch, "{\"output\":{\"format\":\"mp3\"}}"), UNSUPPORTED_MEDIA);
    assertThat(codecs(done(Tasks.transcode(silent, scratch, FAST_MP4)))).containsExactly("h264");
  }

  @Test
  void soundAloneBecomesAnMp4WithoutPictures() throws Exception {
    Path tone = Clips.make(ffmpeg, clips.resolve("tone.wav"), 1, "-vn", "-c:a", "pcm_s16le");

    Output output = done(Tasks.transcode(tone, scratch, FAST_MP4));

    assertThat(output.contentType()).isEqualTo("audio/mp4");
    assertThat(codecs(output)).containsExactly("aac");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avi", "mkv", "mpg", "ts", "flv", "mov", "3gp"})
  void everyKindOfFilmIsRead(String ending) throws Exception {
    Path other =
        Clips.make(
            ffmpeg,
            clips.resolve("film." + ending),
            1,
            ending.equals("mpg") || ending.equals("avi")
                ? new String[] {"-c:v", "mpeg2video", "-c:a", "mp2"}
                : new String[] {
                  "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-ar", "44100"
                });

    assertThat(codecs(done(Tasks.transcode(other, scratch, FAST_MP4)))).contains("h264", "aac");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp"})
  void aThumbnailKeepsTheAspect(String format) throws Exception {
    Output output =
        done(
            Tasks.thumbnail(
                film,
                scratch,
                "{\"timestamp\":1.5,\"width\":100,\"height\":100,\"output\":{\"format\":\"%s\"}}"
                    .formatted(format)));

    assertThat(output.contentType()).isEqualTo("image/" + format);
    assertThat(output.width()).hasValue(100);
    assertThat(output.height()).hasValue(56);
    assertThat(output.durationSeconds()).isEmpty();
  }

  @Test
  void aThumbnailFromBeyondTheEndIsTheLastFrame() throws Exception {
    TaskResult result =
        handler.handle(
            Tasks.thumbnail(film, scratch, "{\"timestamp\":60,\"output\":{\"format\":\"jpeg\"}}"),
            context);

    assertThat(result).isInstanceOf(Done.class);
    assertThat(((Done) result).warnings()).singleElement().asString().contains("last one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+faststart", "+empty_moov", "0"})
  void aCutMp4IsTruncated(String flags) throws Exception {
    Path whole =
        Clips.make(
            ffmpeg,
            clips.resolve("whole" + flags + ".mp4"),
            3,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-g",
            "25",
            "-c:a",
            "aac",
            "-movflags",
            flags);
    Path cut = Clips.cut(whole, 0.6, scratch.resolve("cut.mp4"));

    assertRefused(Tasks.transcode(cut, scratch, FAST_MP4), INPUT_TRUNCATED);
    assertRefused(
        Tasks.thumbnail(cut, scratch, "{\"output\":{\"format\":\"jpeg\"}}"), INPUT_TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "avi", "flv"})
  void aCutFilmOfAnotherKindIsTruncated(String ending) throws Exception {
    Path whole =
        Clips.make(
            ffmpeg,
            clips.resolve("whole." + ending),
            3,
            "-c:v",
            ending.equals("avi") ? "mpeg4" : "libx264",
            "-g",
            "25",
            "-c:a",
            "aac",
            "-ar",
            "44100");
    Path cut = Clips.cut(whole, 0.6, scratch.resolve("cut." + ending));

    assertRefused(Tasks.transcode(cut, scratch, FAST_MP4), INPUT_TRUNCATED);
  }

  @Test
  void noiseInTheMiddleIsNotTakenForAFilm() throws Exception {
    byte[] bytes = Files.readAllBytes(film);
    Arrays.fill(bytes, 8, bytes.length, (byte) 0x5A);
    Path noise = Files.write(scratch.resolve("noise.mp4"), bytes);

    TaskResult result = handler.handle(Tasks.transcode(noise, scratch, FAST_MP4), context);

    assertThat(result).isInstanceOf(BadInput.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '/etc/passwd'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        "<?xml version=\"1.0\"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>",
        "just text",
        ""
      })
  void whatOnlyNamesOtherFilesIsRefused(String text) throws Exception {
    Path disguised = Files.writeString(scratch.resolve("film.mp4"), text);

    assertRefused(Tasks.transcode(disguised, scratch, FAST_MP4), UNSUPPORTED_MEDIA);
    assertThat(context.lines).isEmpty();
  }

  @Test
  void aCancelLeavesNoFfmpegBehind() throws Exception {
    Path big =
        Clips.make(ffmpeg, clips.resolve("long.mkv"), 20, "-c:v", "mpeg4", "-c:a", "pcm_s16le");
    Task task =
        Tasks.transcode(
            big,
            scratch,
            """
            {"output":{"format":"mp4","video":{"preset":"veryslow"}},
             "steps":[{"type":"resize","width":1920}]}\
            """);
    CompletableFuture<TaskResult> result =
        CompletableFuture.supplyAsync(() -> {
          try {
            return handler.handle(task, context);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    await().atMost(Duration.ofSeconds(30)).until(() -> !running(scratch).isEmpty());

    long start = System.nanoTime();
    context.cancel();

    await().atMost(Duration.ofSeconds(2)).until(() -> running(scratch).isEmpty());
    assertThat(result).succeedsWithin(Duration.ofSeconds(3)).isNotInstanceOf(Done.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  /** Living processes that name the folder in their arguments. */
  static List<Long> running(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process).contains(folder.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
    } catch (IOException _) {
      return "";
    }
  }

  private Output done(Task task) throws InterruptedException {
    TaskResult result = handler.handle(task, context);
    assertThat(result).as("log: %s", context.lines).isInstanceOf(Done.class);
    Done done = (Done) result;
    assertThat(done.inputMedia()).containsKey("input");
    return done.outputs().getFirst();
  }

  private void assertRefused(Task task, ErrorCode code) throws InterruptedException {
    TaskResult result = handler.handle(task, context);
    assertThat(result)
        .as("log: %s", context.lines)
        .isInstanceOfSatisfying(BadInput.class, bad -> assertThat(bad.code()).isEqualTo(code));
  }

  private static List<String> codecs(Output output) throws IOException {
    JsonNode streams = new ObjectMapper().readTree(output.media().orElseThrow()).path("streams");
    return streams.findValuesAsText("codec");
  }
}
