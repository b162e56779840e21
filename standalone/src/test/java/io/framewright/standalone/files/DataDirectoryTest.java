package io.framewright.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.standalone.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path folder = Path.of("");
  private DataDirectory directory = new DataDirectory(folder);

  @BeforeEach
  void aPreparedDirectory() {
    directory = new DataDirectory(folder.resolve("data"));
    directory.prepare();
  }

  @Test
  void aDirectoryInUseIsRefusedWithAWayOut() {
    try (DataLock lock = DataLock.take(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DataLock.take(directory))
          .isInstanceOfSatisfying(
              CannotRunException.class, e -> assertThat(e.remedy()).contains("./framewright down"))
          .hasMessageContaining("in use");
    }
  }

  @Test
  void aLockThatWasGivenBackCanBeTakenAgain() {
    DataLock.take(directory).close();
    DataLock.take(directory).close();

    assertThat(directory.lock()).exists();
  }

  @Test
  void aPlaceThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new DataDirectory(file.resolve("data")).prepare())
        .isInstanceOf(CannotRunException.class);
  }

  @Test
  void postgresOfRootLiesWhereNobodyCanGo() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    DataDirectory hidden = new DataDirectory(closed.resolve("data"));

    assertThat(hidden.postgres(true, "x1")).isEqualTo(Path.of("/var/lib/framewright/x1/postgres"));
    assertThat(hidden.postgres(false, "x1")).isEqualTo(closed.resolve("data/postgres"));
  }

  @Test
  void anInstanceIsReadAsItWasWritten() {
    Instance instance = Instance.ready(Duration.ofSeconds(7), Map.of("gateway", 8000));
    instance.write(directory);

    assertThat(Instance.read(directory)).contains(instance);
    assertThat(instance.isAlive()).isTrue();
  }

  @Test
  void aProcessThatWasGivenAnOldNumberIsNotTheInstance() {
    long ours = ProcessHandle.current().pid();
    Instance former = new Instance(ours, Instant.EPOCH, Optional.empty(), Map.of());

    assertThat(former.isAlive()).isFalse();
  }
}
