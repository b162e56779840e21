package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.RUN;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.SECOND_RUN;
import static io.framewright.orchestrator.domain.Sample.WHY;
import static io.framewright.orchestrator.domain.Sample.accepted;
import static io.framewright.orchestrator.domain.Sample.completed;
import static io.framewright.orchestrator.domain.Sample.dispatched;
import static io.framewright.orchestrator.domain.Sample.failedWith;
import static io.framewright.orchestrator.domain.Sample.failure;
import static io.framewright.orchestrator.domain.Sample.made;
import static io.framewright.orchestrator.domain.Sample.started;
import static io.framewright.orchestrator.domain.Sample.task;
import static io.framewright.orchestrator.domain.Scenario.given;

import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.Failure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cancel races with everything that a run can say. */
class CancellingTest {

  private static final JobCancelling CANCELLING = new JobCancelling(WHY);
  private static final JobCancelled CANCELLED = new JobCancelled(WHY);

  private static Scenario cancelling() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), CANCELLING);
  }

  private static Scenario cancellingTwo() {
    return given(
        accepted(task(FIRST), task(SECOND)),
        dispatched(FIRST, 1),
        dispatched(SECOND, 1),
        started(RUN),
        started(SECOND_RUN),
        CANCELLING);
  }

  @Test
  void theRunsObedienceEndsTheJob() {
    cancelling().when(new ConfirmStop(RUN)).then(CANCELLED);
  }

  @Test
  void aTaskThatFinishesWhileCancellingEndsTheJobAsCancelled() {
    cancelling().when(new CompleteRun(RUN, made("a"))).then(completed(RUN, "a"), CANCELLED);
  }

  @Test
  void aJobThatIsBeingCancelledGainsNoTasks() {
    cancelling()
        .when(new CompleteRun(RUN, made("a", task(FIRST))))
        .then(completed(RUN, "a"), CANCELLED);
  }

  @Test
  void aTaskThatFailsWhileCancellingEndsTheJobAsCancelled() {
    Failure failure = failure(Kind.TRANSIENT);
    cancelling().when(new FailRun(RUN, failure)).then(failedWith(1, failure), CANCELLED);
  }

  @Test
  void aTaskThatIsReleasedWhileCancellingEndsTheJobAsCancelled() {
    cancelling()
        .when(new ReleaseRun(RUN, "draining"))
        .then(new TaskRequeued(FIRST, 1, "draining"), CANCELLED);
  }

  @Test
  void aLeaseLostWhileCancellingEndsTheJobAsCancelled() {
    cancelling().when(new LoseLease(RUN)).then(CANCELLED);
  }

  @Test
  void aRunThatHasNotHeardIsToldAgain() {
    cancelling().when(Sample.heartbeat(RUN)).thenToldToStop(RUN, StopReason.CANCELLED);
    cancelling().when(Sample.start(RUN)).thenToldToStop(RUN, StopReason.CANCELLED);
  }

  @Test
  void anOfferOfACancelledJobIsNotStarted() {
    given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(FIRST, 1),
            dispatched(SECOND, 1),
            started(RUN),
            CANCELLING)
        .when(Sample.start(SECOND_RUN))
        .thenToldToStop(SECOND_RUN, StopReason.CANCELLED);
  }

  @Test
  void theJobEndsWithItsLastRun() {
    cancellingTwo().when(new ConfirmStop(RUN)).then(new TaskRequeued(FIRST, 1, "cancelled"));
    given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(FIRST, 1),
            dispatched(SECOND, 1),
            started(RUN),
            started(SECOND_RUN),
            CANCELLING,
            new TaskRequeued(FIRST, 1, "cancelled"))
        .when(new ConfirmStop(SECOND_RUN))
        .then(CANCELLED);
  }

  @Test
  void aCompletionOfOneRunDoesNotEndTheOthers() {
    cancellingTwo().when(new CompleteRun(RUN, made("a"))).then(completed(RUN, "a"));
  }

  @Test
  void silenceEndsTheJobAfterThirtySeconds() {
    cancelling().after(Duration.ofSeconds(29)).when(new WakeUp()).thenNothing();
    cancelling().after(Duration.ofSeconds(30)).when(new WakeUp()).then(CANCELLED);
  }

  @Test
  void aRunThatSpeaksAfterTheEndIsToldToStop() {
    given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), CANCELLING, CANCELLED)
        .when(new CompleteRun(RUN, made("a")))
        .thenToldToStop(RUN, StopReason.ENDED);
  }
}
