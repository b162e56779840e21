package io.framewright.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.storage.ObjectKeys;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.FailureKind;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.RunCancelled;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunReleased;
import io.framewright.worker.TaskResult;
import io.framewright.worker.fakes.FakeHandler;
import io.framewright.worker.fakes.Offers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunTest {

  @TempDir Path directory;
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
  void aRunStoresItsOutputsUnderItsOwnKeysAndReportsThem() throws Exception {
    RunIdentity run = harness.complete(Offers.valid());

    RunCompleted completed = only(RunCompleted.class);
    String key =
        ObjectKeys.rendition(run.job(), run.task(), run.attempt(), run.run(), "output.txt");
    Rendition rendition = completed.getOutputs().getFirst();
    assertThat(rendition.getKey()).isEqualTo(key);
    assertThat(rendition.getBytes()).isEqualTo("output.txt".length());
    assertThat(rendition.getSha256()).hasSize(64);
    assertThat(rendition.getWidth()).isEqualTo(4);
    assertThat(completed.getEngine()).isEqualTo("fake 1.0 sha256:00");
    assertThat(completed.getInputMedia()).isEqualTo("{\"input\":{\"a\":1}}");
    assertThat(harness.store.content(key)).asString().isEqualTo("output.txt");
    assertThat(harness.broker.reports().getFirst().getMetadata().getCausationId())
        .isEqualTo(run.causation());
  }

  @Test
  void anInputReachesTheHandlerUnderTheNameOfTheInputAlone() throws Exception {
    AtomicReference<Path> seen = new AtomicReference<>(Path.of(""));
    harness.handler.behave((task, _) -> {
      seen.set(task.mainInput());
      return FakeHandler.done(task);
    });

    harness.complete(Offers.valid());

    assertThat(seen.get().getFileName()).hasToString("input");
  }

  @Test
  void nothingIsLeftInTheScratchDirectory() throws Exception {
    harness.complete(Offers.valid());

    assertNothingLeft();
  }

  @Test
  void aCancelledRunPublishesNothingButThatItIs() throws Exception {
    AtomicBoolean childEnded = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(1);
    harness.handler.behave((task, context) -> {
      context.onCancel(() -> childEnded.set(true));
      asked.countDown();
      new CountDownLatch(1).await();
      return FakeHandler.done(task, "output.txt");
    });
    RunIdentity run = harness.start(Offers.valid());
    asked.await();

    harness.runs.cancel(run.run(), "cancelled");
    harness.awaitEnd();

    assertThat(childEnded).isTrue();
    assertThat(harness.broker.said()).singleElement().isInstanceOf(RunCancelled.class);
    assertThat(harness.store.keys()).containsExactly(Offers.INPUT_KEY);
    assertNothingLeft();
  }

  @Test
  void whatAHandlerReturnsAfterACancelIsNotUsed() throws Exception {
    harness.handler.behave((task, context) -> {
      harness.runs.cancel(task.run(), "cancelled");
      assertThat(context.cancelled()).isTrue();
      return FakeHandler.done(task, "output.txt");
    });

    harness.complete(Offers.valid());

    only(RunCancelled.class);
    assertThat(harness.store.keys()).containsExactly(Offers.INPUT_KEY);
  }

  @Test
  void aCancelWhileUploadingTakesTheObjectsBack() throws Exception {
    harness.handler.behave((task, _) -> FakeHandler.done(task, "one.txt", "two.txt"));
    AtomicReference<RunIdentity> run = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    harness.store.beforePut(key -> {
      if (key.endsWith("two.txt")) {
        awaitQuietly(known);
        harness.runs.cancel(run.get().run(), "cancelled");
      }
    });

    run.set(harness.start(Offers.valid()));
    known.countDown();
    harness.awaitEnd();

    only(RunCancelled.class);
    assertThat(harness.store.keys()).containsExactly(Offers.INPUT_KEY);
  }

  @Test
  void aReleasedRunGivesItsTaskBack() throws Exception {
    harness.handler.hang();
    harness.start(Offers.valid());
    harness.handler.entered().await();

    harness.runs.releaseAll("the worker stops");
    harness.awaitEnd();

    assertThat(only(RunReleased.class).getReason()).isEqualTo("the worker stops");
    assertNothingLeft();
  }

  @Test
  void aDamagedInputIsTriedAgainOnceAndThenFinal() throws Exception {
    var input = Offers.input().setSha256("0".repeat(64)).build();

    harness.complete(Offers.of("image.convert", 1, input));
    harness.complete(Offers.of("image.convert", 2, input));

    assertThat(failures())
        .extracting(Failure::getKind)
        .containsExactly(FailureKind.TRANSIENT, FailureKind.BAD_INPUT);
    assertThat(failures()).extracting(Failure::getCode).containsOnly("INPUT_CORRUPT");
  }

  @Test
  void anInputOfAnotherLengthIsDamaged() throws Exception {
    harness.complete(Offers.of("image.convert", 2, Offers.input().setBytes(9_999L).build()));

    assertThat(failures().getFirst().getCode()).isEqualTo("INPUT_CORRUPT");
  }

  @Test
  void anInputWithTheRightLengthAndHashPasses() throws Exception {
    var input =
        Offers.input().setSha256(Offers.INPUT_SHA256).setBytes((long) Offers.INPUT.length).build();

    harness.complete(Offers.of("image.convert", 1, input));

    only(RunCompleted.class);
  }

  @Test
  void aMissingInputIsBadInput() throws Exception {
    var input = Offers.input().setKey("assets/default/gone").build();

    harness.complete(Offers.of("image.convert", 1, input));

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.ASSET_NOT_FOUND);
  }

  @Test
  void aStoreThatIsAwayIsPassingTrouble() throws Exception {
    harness.store.away(true);

    harness.complete(Offers.valid());

    assertFailed(FailureKind.TRANSIENT, ErrorCode.STORAGE_ERROR);
  }

  @Test
  void anOperationThatTheHandlerDoesNotKnowIsRefused() throws Exception {
    harness.complete(Offers.of("image.rotate", 1, Offers.input().build()));

    assertFailed(FailureKind.BAD_INPUT, ErrorCode.INVALID_OPERATION);
  }

  @Test
  void whatAHandlerThrowsIsPassingTroubleInWords() throws Exception {
    harness.handler.behave((_, _) -> {
      throw new IllegalStateException("the engine is confused");
    });

    harness.complete(Offers.valid());

    assertFailed(FailureKind.TRANSIENT, ErrorCode.PROCESSING_ERROR);
    assertThat(failures().getFirst().getMessage()).contains("the engine is confused");
    assertThat(failures().getFirst().getHint()).isEqualTo(ErrorCode.PROCESSING_ERROR.hint());
  }

  @Test
  void aRunThatLacksMemoryStopsTheClaiming() throws Exception {
    harness.handler.behave((_, _) ->
        new TaskResult.Resource(ErrorCode.INSUFFICIENT_RESOURCES, "no room for 500 megapixels"));

    harness.complete(Offers.valid());

    assertFailed(FailureKind.RESOURCE, ErrorCode.INSUFFICIENT_RESOURCES);
    assertThat(harness.guard.refusal()).isPresent();
  }

  @Test
  void anOutputFromElsewhereIsNeverPublished() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    harness.handler.behave((task, _) ->
        switch (FakeHandler.done(task, "a.txt")) {
          case TaskResult.Done done -> {
            TaskResult.Output output = done.outputs().getFirst();
            yield new TaskResult.Done(
                List.of(
                    new TaskResult.Output(
                        "a.txt",
                        secret,
                        "text/plain",
                        output.width(),
                        output.height(),
                        output.durationSeconds(),
                        output.media())),
                List.of(),
                0,
                done.inputMedia());
          }
          case TaskResult other -> other;
        });

    harness.complete(Offers.valid());

    assertFailed(FailureKind.TRANSIENT, ErrorCode.PROCESSING_ERROR);
    assertThat(harness.store.keys()).containsExactly(Offers.INPUT_KEY);
  }

  @Test
  void theLogOfARunIsStored() throws Exception {
    harness.handler.behave((task, context) -> {
      context.log("frame=1");
      return new TaskResult.BadInput(ErrorCode.UNSUPPORTED_MEDIA, "no picture");
    });

    RunIdentity run = harness.complete(Offers.valid());

    String key = ObjectKeys.log(run.job(), run.task(), run.attempt(), run.run());
    assertThat(harness.store.content(key)).asString().isEqualTo("frame=1\n");
  }

  private <T> T only(Class<T> type) {
    assertThat(harness.broker.said()).singleElement().isInstanceOf(type);
    return type.cast(harness.broker.said().getFirst());
  }

  private List<Failure> failures() {
    return harness.broker.said().stream().map(said -> ((RunFailed) said).getFailure()).toList();
  }

  private void assertFailed(FailureKind kind, ErrorCode code) {
    assertThat(failures()).hasSize(1);
    assertThat(failures().getFirst().getKind()).isEqualTo(kind);
    assertThat(failures().getFirst().getCode()).isEqualTo(code.name());
  }

  private void assertNothingLeft() throws IOException {
    for (String place : List.of("runs", "marks")) {
      try (Stream<Path> files = Files.list(directory.resolve(place))) {
        assertThat(files).isEmpty();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
