package io.framewright.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {

  @TempDir Path proc = Path.of("");

  @Test
  void theProportionalSizeIsReadInBytes() throws IOException {
    Files.createDirectory(proc.resolve("7"));
    Files.writeString(
        proc.resolve("7/smaps_rollup"),
        """
        55d0-7ffd ---p 00000000 00:00 0                                  [rollup]
        Rss:              104440 kB
        Pss:               52220 kB
        Pss_Dirty:         50000 kB
        """);

    assertThat(new ResidentMemory(proc).of(7)).contains(52220L * 1024);
  }

  @Test
  void aProcessThatHasEndedCountsNothing() {
    assertThat(new ResidentMemory(proc).of(8)).isEmpty();
  }

  @Test
  void thisProcessHasMemory() {
    assertThat(new ResidentMemory().ofTree(ProcessHandle.current())).isGreaterThan(1 << 20);
  }
}
