package io.framewright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashFailpointTest {

  private static final byte[] MARKED =
      "\u00ff\u00d8\u00ff\u00fe\0\u0013FRAMEWRIGHT-CRASH\u00ff\u00d9"
          .getBytes(StandardCharsets.ISO_8859_1);

  @TempDir Path folder;

  @Test
  void onlyAMarkedCommentAsksForACrash() {
    assertThat(CrashFailpoint.asksForCrash(MARKED)).isTrue();
    byte[] elsewhere = "\u00ff\u00d8 FRAMEWRIGHT-CRASH".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CrashFailpoint.asksForCrash(elsewhere)).isFalse();
    assertThat(CrashFailpoint.asksForCrash(new byte[0])).isFalse();
  }

  @Test
  void itIsOffUnlessConfigured() throws Exception {
    new CrashFailpoint("off").reached(Files.write(folder.resolve("marked.jpg"), MARKED));
    assertThatThrownBy(() -> new CrashFailpoint("crash-sometimes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crash-on-marker");
  }

  @Test
  void aCrashEndsTheProcessAndLeavesTheFatalErrorLog() throws Exception {
    Path marked = Files.write(folder.resolve("marked.jpg"), MARKED);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + folder + "/hs_err_pid%p.log",
                "-cp",
                System.getProperty("java.class.path"),
                Crasher.class.getName(),
                marked.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(128 + 6);
    assertThat(folder.resolve("hs_err_pid%d.log".formatted(process.pid())))
        .content()
        .contains("SIGSEGV");
  }

  /** What the child process runs. */
  static final class Crasher {
    private Crasher() {}

    public static void main(String[] args) {
      new CrashFailpoint("crash-on-marker").reached(Path.of(args[0]));
    }
  }
}
