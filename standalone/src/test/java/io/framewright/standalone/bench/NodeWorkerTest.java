package io.framewright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.engines.CommandRunner;
import io.framewright.standalone.engines.CommandRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeWorkerTest {

  @TempDir private Path directory;

  @Test
  void aMachineWithoutNodeIsToldWhatToDo() {
    CommandRunner none = (_, _, _) -> new Outcome(CommandRunner.NOT_FOUND, "no such file");

    assertThatExceptionOfType(CannotRunException.class)
        .isThrownBy(() -> NodeWorker.start(none, directory))
        .withMessageContaining("needs node")
        .satisfies(failure -> assertThat(failure.remedy()).contains("--node"));
  }

  @Test
  void whyTheLibrariesDidNotComeIsSaid() {
    CommandRunner offline =
        (command, _, _) ->
            command.contains("ci") ? new Outcome(1, "npm error ECONNREFUSED") : new Outcome(0, "");

    assertThatExceptionOfType(CannotRunException.class)
        .isThrownBy(() -> NodeWorker.start(offline, directory))
        .withMessageContaining("ECONNREFUSED");
    assertThat(directory.resolve("worker.js")).isNotEmptyFile();
    assertThat(directory.resolve("package-lock.json")).isNotEmptyFile();
  }
}
