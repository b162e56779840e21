package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunReleased;
import io.framewright.worker.fakes.Offers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadRunsTest {

  @TempDir Path directory;
  private final RunIdentity run = Offers.run(Offers.valid());
  private RunHarness harness;

  @BeforeEach
  void open() {
    harness = new RunHarness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aMarkBesideAFatalErrorLogIsACrash() throws Exception {
    harness.marks.write(run, true);
    errorLog("Current thread is native thread");

    report();

    RunFailed failed = (RunFailed) harness.broker.said().getFirst();
    assertThat(failed.getFailure().getKind()).isEqualTo(FailureKind.CRASHED);
    var report = harness.broker.reports().getFirst();
    assertThat(report.getRunId()).isEqualTo(run.run().value());
    assertThat(report.getMetadata().getCorrelationId()).isEqualTo(run.correlation());
    assertThat(report.getMetadata().getTenantId()).isEqualTo("default");
  }

  @Test
  void theRunWhoseThreadTheLogNamesIsToBlame() throws Exception {
    harness.marks.write(run, true);
    errorLog(
        "Current thread (0x00007f):  JavaThread \"run-%s\" daemon [_thread_in_native, id=7]"
            .formatted(run.run()));

    report();

    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunFailed.class);
  }

  @Test
  void aCrashOnAnotherRunIsNotBlamedOnThisOne() throws Exception {
    harness.marks.write(run, true);
    errorLog(
        "Current thread (0x00007f):  JavaThread \"run-%s\" daemon [_thread_in_native, id=7]"
            .formatted(UUID.randomUUID()));

    report();

    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunReleased.class);
  }

  @Test
  void aRunThatWasNotInTheHandlerIsGivenBack() throws Exception {
    harness.marks.write(run, false);
    errorLog("Current thread is native thread");

    report();

    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunReleased.class);
  }

  @Test
  void aMarkWithoutALogIsGivenBack() {
    harness.marks.write(run, true);

    report();

    RunReleased released = (RunReleased) harness.broker.said().getFirst();
    assertThat(released.getReason()).isEqualTo("the worker process died");
  }

  @Test
  void everythingIsReportedOnceAndClearedAway() throws Exception {
    harness.marks.write(run, true);
    errorLog("Current thread is native thread");
    Files.createDirectories(directory.resolve("runs/left/work"));

    report();
    report();

    assertThat(harness.broker.said()).hasSize(1);
    assertThat(directory.resolve("runs")).isEmptyDirectory();
    assertThat(directory.resolve("crashes/hs_err_pid42.log")).exists();
  }

  @Test
  void whatCannotBeReportedIsKept() {
    harness.marks.write(run, true);
    harness.broker.refuse(new KafkaException("away"));

    assertThatThrownBy(this::report).hasRootCauseMessage("away");

    assertThat(harness.marks.read()).hasSize(1);
  }

  @Test
  void aDamagedMarkIsRemoved() throws IOException {
    Files.writeString(directory.resolve("marks/x.json"), "{");

    report();

    assertThat(harness.broker.said()).isEmpty();
    assertThat(directory.resolve("marks")).isEmptyDirectory();
  }

  private void report() {
    new DeadRuns(harness.scratch, harness.marks, harness.reports).report();
  }

  private void errorLog(String line) throws IOException {
    Files.writeString(directory.resolve("hs_err_pid42.log"), "# SIGSEGV\n" + line + "\n");
  }
}
