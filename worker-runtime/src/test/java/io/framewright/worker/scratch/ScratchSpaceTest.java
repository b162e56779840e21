package io.framewright.worker.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.ids.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {

  @TempDir Path directory;

  @Test
  void oneProcessAtATimeHasIt() {
    try (var _ = ScratchSpace.open(directory)) {
      assertThatThrownBy(() -> ScratchSpace.open(directory))
          .hasMessageContaining("framewright.worker.scratch-dir");
    }
    ScratchSpace.open(directory).close();
  }

  @Test
  void aClosedRunDirectoryIsGoneAndLinksOutOfItAreNotFollowed() throws Exception {
    Path outside = Files.writeString(directory.resolve("outside"), "stays");
    try (ScratchSpace scratch = ScratchSpace.open(directory.resolve("scratch"))) {
      RunDirectory run = scratch.directory(new RunId(UUID.randomUUID()));
      Files.createSymbolicLink(run.work().resolve("link"), directory);
      run.close();
      assertThat(run.root()).doesNotExist();
    }
    assertThat(outside).exists();
  }

  @Test
  void aNearlyFullDiskRefusesAndSaysWhy() {
    ClaimGuard guard = new ClaimGuard(() -> 100L << 20, 512L << 20, InstantSource.system());

    assertThat(guard.refusal()).hasValueSatisfying(why -> assertThat(why).contains("100 MB"));
  }

  @Test
  void aRestEnds() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    ClaimGuard guard = new ClaimGuard(() -> Long.MAX_VALUE, 0, now::get);

    guard.rest();
    assertThat(guard.refusal()).isPresent();
    now.set(Instant.EPOCH.plusSeconds(31));
    assertThat(guard.refusal()).isEmpty();
  }
}
