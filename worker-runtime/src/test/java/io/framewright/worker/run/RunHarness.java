package io.framewright.worker.run;

import io.framewright.platform.egress.RemoteFiles;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.telemetry.Traces;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.testing.InMemoryObjectStore;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.Offers;
import io.framewright.worker.fakes.RecordingBroker;
import io.framewright.worker.fakes.Remote;
import io.framewright.worker.scratch.ClaimGuard;
import io.framewright.worker.scratch.ScratchSpace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Runs with everything around them faked but the scratch directory. */
final class RunHarness implements AutoCloseable {

  final FakeHandler handler = new FakeHandler();
  final InMemoryObjectStore store = new InMemoryObjectStore();
  final RecordingBroker broker = new RecordingBroker();
  final RunReports reports =
      new RunReports(
          broker.producer(), "worker-1", "test 1", IdSource.timeOrdered(), Clock.systemUTC());
  final Heartbeats heartbeats = new Heartbeats(reports);
  final ClaimGuard guard = new ClaimGuard(() -> Long.MAX_VALUE, 0, Clock.systemUTC());
  final ScratchSpace scratch;
  final CrashMarks marks;
  final Runs runs;

  RunHarness(Path directory) {
    this(directory, Remote.files());
  }

  RunHarness(Path directory, RemoteFiles remote) {
    scratch = ScratchSpace.open(directory);
    marks = new CrashMarks(scratch);
    runs =
        new Runs(
            new RunTools(
                handler,
                store,
                remote,
                reports,
                heartbeats,
                scratch,
                marks,
                guard,
                new RunTelemetry(new SimpleMeterRegistry(), Traces.off())));
    store.add(Offers.INPUT_KEY, Offers.INPUT);
  }

  RunIdentity start(TaskOffered offer) {
    RunIdentity run = Offers.run(offer);
    runs.start(run, offer.getTask(), () -> {});
    return run;
  }

  /** Starts a run and waits for its end. */
  RunIdentity complete(TaskOffered offer) throws InterruptedException {
    RunIdentity run = start(offer);
    awaitEnd();
    return run;
  }

  void awaitEnd() throws InterruptedException {
    if (!runs.awaitNone(Duration.ofSeconds(20))) {
      throw new AssertionError("the run does not end");
    }
  }

  @Override
  public void close() {
    runs.releaseAll("the test ends");
    heartbeats.close();
    scratch.close();
  }
}
