package io.framewright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoSurvivorsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void aKilledJvmLeavesNoServerBehindAndTheNextOneStarts() throws Exception {
    Path directory = Files.createTempDirectory("framewright-survivors-test-");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      for (int round = 0; round < 2; round++) {
        Process jvm = start(directory);
        List<ProcessHandle> servers = startedServers(jvm, directory.resolve("ready"));
        assertThat(servers).hasSizeGreaterThanOrEqualTo(3).allMatch(NoSurvivorsTest::runs);
        jvm.destroyForcibly().waitFor();
        await().atMost(PATIENCE).until(() -> servers.stream().noneMatch(NoSurvivorsTest::runs));
      }
    } finally {
      DataDirectory.delete(directory);
    }
  }

  private static Process start(Path directory) throws Exception {
    Files.deleteIfExists(directory.resolve("ready"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ServersInOneJvm.class.getName(),
            directory.toString())
        .inheritIO()
        .start();
  }

  private static List<ProcessHandle> startedServers(Process jvm, Path ready) {
    await().atMost(PATIENCE).until(() -> Files.exists(ready) || !jvm.isAlive());
    assertThat(jvm.isAlive()).isTrue();
    return jvm.descendants().toList();
  }

  /** A zombie that nobody has waited for has ended, though it counts as alive. */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException _) {
      return false;
    }
  }
}
