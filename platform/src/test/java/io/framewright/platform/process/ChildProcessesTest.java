package io.framewright.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aChildDiesWhenItsJvmIsKilled(@TempDir Path directory) throws Exception {
    Path pidFile = directory.resolve("pid");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ParentOfSleep.class.getName(),
                pidFile.toString())
            .inheritIO()
            .start();
    try {
      long child = awaitPid(pidFile);
      assertThat(runs(child)).isTrue();
      jvm.destroyForcibly();
      await().atMost(PATIENCE).until(() -> !runs(child));
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void stoppingATreeEndsWhatTheChildStarted(@TempDir Path directory) throws Exception {
    Path pidFile = directory.resolve("pid");
    Process child =
        ChildProcesses.start(
            new ProcessBuilder(
                "sh", "-c", "trap '' TERM; sleep 300 & echo $! > '%s'; wait".formatted(pidFile)),
            DeathSignal.KILL);
    long grandchild = awaitPid(pidFile);
    ChildProcesses.stopTree(child, Duration.ofMillis(100));
    assertThat(child.isAlive()).isFalse();
    await().atMost(PATIENCE).until(() -> !runs(grandchild));
  }

  /** The JVM was killed between the fork and the request for the signal: another parent has it. */
  @Test
  void aCommandThatIsTiedToAnotherParentDoesNotStart() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exit $?", "sh"));
    command.addAll(ChildProcesses.tie(DeathSignal.KILL));
    command.addAll(List.of("echo", "ran"));
    Process stranger = new ProcessBuilder(command).start();

    assertThat(stranger.waitFor()).isEqualTo(1);
    assertThat(new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
  }

  @Test
  void aMissingProgramShowsInTheExitValue() throws Exception {
    Process none = ChildProcesses.start(new ProcessBuilder("/no/such/program"), DeathSignal.KILL);
    assertThat(none.waitFor()).isEqualTo(127);
  }

  private static long awaitPid(Path file) throws IOException {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
    return Long.parseLong(Files.readString(file).strip());
  }

  /** A zombie that nobody has waited for has ended, though {@link ProcessHandle} calls it alive. */
  private static boolean runs(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException _) {
      return false;
    }
  }
}
