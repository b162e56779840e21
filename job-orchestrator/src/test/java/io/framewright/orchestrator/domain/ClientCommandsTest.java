package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.JOB;
import static io.framewright.orchestrator.domain.Sample.RUN;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.TENANT;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static io.framewright.orchestrator.domain.Sample.WHY;
import static io.framewright.orchestrator.domain.Sample.accepted;
import static io.framewright.orchestrator.domain.Sample.dispatched;
import static io.framewright.orchestrator.domain.Sample.request;
import static io.framewright.orchestrator.domain.Sample.started;
import static io.framewright.orchestrator.domain.Sample.submit;
import static io.framewright.orchestrator.domain.Sample.task;
import static io.framewright.orchestrator.domain.Scenario.THEN;
import static io.framewright.orchestrator.domain.Scenario.given;

import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.EraseTenant;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Effect.Offer;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Effect.StopRun;
import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobPriorityChanged;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientCommandsTest {

  private static final JobCompleted COMPLETED = new JobCompleted(List.of());

  @Test
  void aNewJobIsAccepted() {
    given().when(submit(task(FIRST))).then(accepted(task(FIRST))).withEffects();
  }

  @Test
  void aGraphIsAcceptedAsAWhole() {
    given()
        .when(submit(task(FIRST), task(SECOND, FIRST)))
        .then(accepted(task(FIRST), task(SECOND, FIRST)))
        .withEffects();
  }

  @Test
  void aJobIsAcceptedOnce() {
    given(accepted(task(FIRST))).when(submit(task(FIRST))).thenNothing();
  }

  @Test
  void anEndedJobIsNotAcceptedAgain() {
    given(accepted(task(FIRST)), COMPLETED).when(submit(task(FIRST))).thenNothing();
  }

  @Test
  void aJobWithoutTasksIsRefused() {
    given().when(submit()).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void tasksThatNeedEachOtherAreRefused() {
    given()
        .when(submit(task(FIRST, SECOND), task(SECOND, FIRST)))
        .thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void aTaskThatNeedsAStrangerIsRefused() {
    given().when(submit(task(FIRST, THIRD))).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void twoTasksWithOneIdAreRefused() {
    given().when(submit(task(FIRST), task(FIRST))).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void aTaskForAPoolThatIsNotThereIsRefused() {
    TaskSpec task =
        new TaskSpec(FIRST, "quantum", new Operation("x", 1, "{}"), List.of(), List.of());
    given().when(submit(task)).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void tooManyTasksAreRefused() {
    TaskSpec[] tasks =
        IntStream.range(0, 513)
            .mapToObj(n -> task(new TaskId(new UUID(9, n))))
            .toArray(TaskSpec[]::new);
    given().when(submit(tasks)).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void aJobWhoseTurnComesOffersWhatIsReady() {
    given(accepted(task(FIRST), task(SECOND, FIRST)))
        .when(Sample.turn())
        .then(dispatched(FIRST, 1))
        .withEffects(new Offer(task(FIRST), 1, THEN.plusSeconds(60)));
  }

  @Test
  void aTurnIsOneOfferInTheOrderOfThePlan() {
    given(accepted(task(FIRST), task(SECOND)), dispatched(FIRST, 1))
        .when(Sample.turn())
        .then(dispatched(SECOND, 1));
  }

  @Test
  void aJobHasAtMostEightTasksOpen() {
    TaskSpec[] tasks =
        IntStream.range(0, 12)
            .mapToObj(n -> task(new TaskId(new UUID(9, n))))
            .toArray(TaskSpec[]::new);
    Event[] history =
        Stream.concat(
                Stream.of(accepted(tasks)),
                Stream.of(tasks).limit(8).map(task -> dispatched(task.id(), 1)))
            .toArray(Event[]::new);
    given(history).when(Sample.turn()).thenNothing();
    given(Arrays.copyOf(history, 8)).when(Sample.turn()).then(dispatched(tasks[7].id(), 1));
  }

  @Test
  void aWaitingJobCancelsAtOnce() {
    given(accepted(task(FIRST))).when(new CancelJob(TENANT, WHY)).then(new JobCancelled(WHY));
  }

  @Test
  void anOfferedJobCancelsAtOnce() {
    given(accepted(task(FIRST)), dispatched(FIRST, 1))
        .when(new CancelJob(TENANT, WHY))
        .then(new JobCancelled(WHY));
  }

  @Test
  void aRunningJobTellsItsRunAndWaits() {
    given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN))
        .when(new CancelJob(TENANT, WHY))
        .then(new JobCancelling(WHY))
        .withEffects(new StopRun(RUN, StopReason.CANCELLED));
  }

  @Test
  void aJobThatIsBeingCancelledCannotBeCancelledAgain() {
    given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), new JobCancelling(WHY))
        .when(new CancelJob(TENANT, WHY))
        .thenRejected(Reason.INVALID_STATE);
  }

  @Test
  void anEndedJobCannotBeCancelled() {
    given(accepted(task(FIRST)), COMPLETED)
        .when(new CancelJob(TENANT, WHY))
        .thenRejected(Reason.INVALID_STATE);
  }

  @Test
  void aJobNobodyKnowsCannotBeCancelled() {
    given().when(new CancelJob(TENANT, WHY)).thenRejected(Reason.NOT_FOUND);
  }

  @Test
  void anotherTenantsJobDoesNotExist() {
    TenantId stranger = new TenantId("stranger");
    given(accepted(task(FIRST))).when(new CancelJob(stranger, WHY)).thenRejected(Reason.NOT_FOUND);
    given(accepted(task(FIRST)), COMPLETED)
        .when(new CancelJob(stranger, WHY))
        .thenRejected(Reason.NOT_FOUND);
  }

  @Test
  void priorityChangesUntilTheJobEnds() {
    ChangePriority change = new ChangePriority(TENANT, Priority.HIGH);
    JobPriorityChanged changed = new JobPriorityChanged(Priority.HIGH);
    given(accepted(task(FIRST))).when(change).then(changed);
    given(accepted(task(FIRST)), dispatched(FIRST, 1)).when(change).then(changed);
    given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), new JobCancelling(WHY))
        .when(change)
        .thenRejected(Reason.INVALID_STATE);
    given(accepted(task(FIRST)), COMPLETED).when(change).thenRejected(Reason.INVALID_STATE);
    given().when(change).thenRejected(Reason.NOT_FOUND);
  }

  @Test
  void erasingATenantIsRefusedInWords() {
    given().when(new EraseTenant(TENANT)).thenRejected(Reason.INVALID_COMMAND);
  }

  @Test
  void theSubmittedRequestStandsInTheEvent() {
    JobRequest request = request(task(FIRST));
    given()
        .when(new SubmitJob(JOB, TENANT, request, 1, new Precedent.None()))
        .then(new JobAccepted(JOB, TENANT, request, Optional.empty()));
  }
}
