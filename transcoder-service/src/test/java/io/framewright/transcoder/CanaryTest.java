package io.framewright.transcoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.engine.Programs;
import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.run.Command;
import io.framewright.worker.TaskResult;
import io.framewright.worker.TaskResult.BadInput;
import io.framewright.worker.TaskResult.Done;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file and a port that no input and no option may reach, and that ffmpeg alone would. */
class CanaryTest {

  @TempDir private static Path folder;
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static ServerSocket listener;
  private static Ffmpeg ffmpeg;
  private static TranscodeTaskHandler handler;
  private static Path canary;

  @TempDir private Path scratch;

  @BeforeAll
  static void setTheTraps() throws IOException {
    ffmpeg = Engines.real("auto");
    handler = new TranscodeTaskHandler(ffmpeg, Engines.settings());
    canary =
        Clips.make(
            ffmpeg, folder.resolve("canary.mp4"), 1, "-c:v", "libx264", "-preset", "ultrafast");
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("canary").start(CanaryTest::listen);
  }

  @AfterAll
  static void close() throws IOException {
    listener.close();
  }

  private static void listen() {
    try {
      while (true) {
        listener.accept().close();
        CALLS.incrementAndGet();
      }
    } catch (IOException _) {
      // The listener was closed: the tests are over.
    }
  }

  @Test
  void ffmpegAloneWouldReachBoth() throws Exception {
    int before = CALLS.get();
    Path list = Files.writeString(scratch.resolve("list"), playlist(address()));
    bare("-protocol_whitelist", "file,http,tcp", "-f", "hls", "-i", list.toString());
    assertThat(CALLS.get()).isGreaterThan(before);

    Path parts = Files.writeString(scratch.resolve("parts"), concat());
    assertThat(bare("-f", "concat", "-safe", "0", "-i", parts.toString()).succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "more1"})
  void noInputReachesThem(String name) throws Exception {
    for (String text : List.of(playlist(address()), playlist("file://" + canary), concat())) {
      int before = CALLS.get();
      Path trap = Files.writeString(scratch.resolve("film.mp4"), text);
      Map<String, Path> inputs =
          name.equals("input") ? Map.of("input", trap) : Map.of("input", canary, name, trap);

      TaskResult result =
          handler.handle(
              Tasks.of(
                  "video.transcode",
                  inputs,
                  scratch,
                  "{\"steps\":[{\"type\":\"concat\",\"inputs\":[\"more1\"]}],\"output\":{\"format\":\"mp4\"}}"),
              new RecordingContext());

      assertThat(result).isInstanceOf(BadInput.class);
      assertThat(CALLS.get()).isEqualTo(before);
    }
  }

  @Test
  void aTextReachesNothingAndIsWrittenAsItIs() throws Exception {
    int before = CALLS.get();
    String text = "%{eif\\\\:1\\\\:d}:textfile=/etc/passwd,movie=" + address() + "[in]'";

    TaskResult result =
        handler.handle(
            Tasks.transcode(
                canary,
                scratch,
                "{\"steps\":[{\"type\":\"text\",\"text\":\"%s\"}],\"output\":{\"format\":\"mp4\",\"video\":{\"preset\":\"ultrafast\"}}}"
                    .formatted(text)),
            new RecordingContext());

    assertThat(result).isInstanceOf(Done.class);
    assertThat(Files.readString(scratch.resolve("text-1.txt")))
        .isEqualTo(text.replace("\\\\", "\\"));
    assertThat(CALLS.get()).isEqualTo(before);
  }

  private static String address() {
    return "http://127.0.0.1:%d/x.ts".formatted(listener.getLocalPort());
  }

  private static String playlist(String address) {
    return "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n".formatted(address);
  }

  private static String concat() {
    return "ffconcat version 1.0\nfile '%s'\n".formatted(canary);
  }

  /** ffmpeg without a sandbox and without our arguments. */
  private static Capture bare(String... arguments) throws InterruptedException {
    Programs programs = Engines.programs();
    List<String> words =
        new java.util.ArrayList<>(List.of(programs.ffmpeg().toString(), "-nostdin"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("-f", "null", "-"));
    Map<String, String> environment =
        programs
            .libraries()
            .map(libraries -> Map.of("LD_LIBRARY_PATH", libraries.toString()))
            .orElse(Map.of());
    return Capture.of(new Command(words, environment), Duration.ofSeconds(20));
  }
}
