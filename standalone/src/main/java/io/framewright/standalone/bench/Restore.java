package io.framewright.standalone.bench;

import io.framewright.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How long an orchestrator takes to its first decision when a partition holds much. */
public final class Restore {

  private Restore() {}

  /**
   * What was measured, in seconds from the start to the first decision.
   *
   * @param empty with a handful of entries
   * @param fromChangelog with all of them, and nothing on disk
   * @param fromDisk with all of them, and the state directory of an orchestrator that was stopped
   */
  public record Measured(double empty, double fromChangelog, double fromDisk) {}

  /**
   * @param entries jobs that have ended and are still remembered
   * @param directory for a broker and stores of its own; emptied by the caller
   */
  public static Measured measure(Path directory, int entries, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (OrchestratorStage stage = new OrchestratorStage(directory)) {
      stage.startedAt(stage.submit());
      stage.pause();
      double empty = stage.resume();
      stage.pause();
      progress.accept("writing %d entries".formatted(entries));
      stage.fillChangelog(entries, stage.partition());
      DataDirectory.delete(stage.state());
      progress.accept("restoring from the changelog");
      double fromChangelog = stage.resume();
      stage.pause();
      progress.accept("starting with what is on disk");
      return new Measured(empty, fromChangelog, stage.resume());
    }
  }
}
