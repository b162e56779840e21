package io.framewright.standalone.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubLibraryTest {

  @TempDir Path folder = Path.of("");

  @Test
  void theDynamicLinkerLoadsIt() {
    new StubLibrary("libpulse.so.0", List.of("PULSE_0")).writeInto(folder);

    var outcome =
        new ProcessRunner()
            .run(
                List.of("/bin/true"),
                Map.of("LD_PRELOAD", folder.resolve("libpulse.so.0").toString()),
                Duration.ofSeconds(10));

    assertThat(outcome).isEqualTo(new CommandRunner.Outcome(0, ""));
  }

  @Test
  void aFileThatIsNoLibraryIsRefusedByTheSameTest() throws Exception {
    Path rubbish = java.nio.file.Files.writeString(folder.resolve("rubbish.so"), "rubbish");

    var outcome =
        new ProcessRunner()
            .run(
                List.of("/bin/true"),
                Map.of("LD_PRELOAD", rubbish.toString()),
                Duration.ofSeconds(10));

    assertThat(outcome.output()).contains("cannot be preloaded");
  }

  @Test
  void onlyLibrariesOfSoundAndDisplayHaveStubs() {
    assertThat(StubLibrary.known("libxcb-shm.so.0")).isPresent();
    assertThat(StubLibrary.known("libstdc++.so.6")).isEmpty();
  }
}
