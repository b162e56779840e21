package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.OTHER_RUN;
import static io.framewright.orchestrator.domain.Sample.RUN;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.SECOND_RUN;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static io.framewright.orchestrator.domain.Sample.accepted;
import static io.framewright.orchestrator.domain.Sample.completed;
import static io.framewright.orchestrator.domain.Sample.dispatched;
import static io.framewright.orchestrator.domain.Sample.failedWith;
import static io.framewright.orchestrator.domain.Sample.failure;
import static io.framewright.orchestrator.domain.Sample.jobFailedWith;
import static io.framewright.orchestrator.domain.Sample.made;
import static io.framewright.orchestrator.domain.Sample.rendition;
import static io.framewright.orchestrator.domain.Sample.retried;
import static io.framewright.orchestrator.domain.Sample.run;
import static io.framewright.orchestrator.domain.Sample.started;
import static io.framewright.orchestrator.domain.Sample.task;
import static io.framewright.orchestrator.domain.Scenario.THEN;
import static io.framewright.orchestrator.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.StallRun;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Effect.Offer;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Effect.StopRun;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import io.framewright.orchestrator.domain.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsTest {

  private static Scenario offered() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1));
  }

  private static Scenario running() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN));
  }

  @Test
  void theFirstStartTakesTheLease() {
    offered().when(Sample.start(RUN)).then(started(RUN));
  }

  @Test
  void theSecondStartIsToldToStop() {
    running().when(Sample.start(OTHER_RUN)).thenToldToStop(OTHER_RUN, StopReason.SUPERSEDED);
  }

  @Test
  void aRepeatedStartIsHarmless() {
    running().when(Sample.start(RUN)).thenNothing();
  }

  @Test
  void aHeartbeatMayOvertakeItsStart() {
    offered().when(Sample.heartbeat(RUN)).thenNothing();
  }

  @Test
  void aResultWithoutAStartIsNotTaken() {
    offered().when(new CompleteRun(RUN, made("a"))).thenToldToStop(RUN, StopReason.UNKNOWN);
  }

  @Test
  void aRunOfAnEarlierAttemptIsToldToStop() {
    given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            retried(2, failure(Kind.LOST)),
            dispatched(FIRST, 2))
        .when(Sample.heartbeat(RUN))
        .thenToldToStop(RUN, StopReason.SUPERSEDED);
  }

  @Test
  void aReportFromASupersededAttemptIsRefused() {
    given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            retried(2, failure(Kind.LOST)),
            dispatched(FIRST, 2),
            started(run(2)))
        .when(new CompleteRun(RUN, made("late")))
        .thenToldToStop(RUN, StopReason.SUPERSEDED);
  }

  @Test
  void aRunOfAJobOrTaskNobodyKnowsIsToldToStop() {
    given().when(Sample.heartbeat(RUN)).thenToldToStop(RUN, StopReason.UNKNOWN);
    running().when(Sample.heartbeat(SECOND_RUN)).thenToldToStop(SECOND_RUN, StopReason.UNKNOWN);
  }

  @Test
  void aRunOfAnEndedJobIsToldToStop() {
    given(accepted(task(FIRST)), new JobCompleted(List.of()))
        .when(Sample.heartbeat(RUN))
        .thenToldToStop(RUN, StopReason.ENDED);
  }

  @Test
  void theLastCompletionCompletesTheJob() {
    running()
        .when(new CompleteRun(RUN, made("a")))
        .then(completed(RUN, "a"), new JobCompleted(List.of(rendition("a"))));
  }

  @Test
  void aCompletionFreesTheTasksThatNeedIt() {
    given(accepted(task(FIRST), task(SECOND, FIRST)), dispatched(FIRST, 1), started(RUN))
        .when(new CompleteRun(RUN, made("a")))
        .then(completed(RUN, "a"));
    given(
            accepted(task(FIRST), task(SECOND, FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            completed(RUN, "a"))
        .when(Sample.turn())
        .then(dispatched(SECOND, 1))
        .withEffects(new Offer(task(SECOND, FIRST), 1, THEN.plusSeconds(60)));
  }

  @Test
  void whatAnotherTaskMadeIsFoundInTheOffer() {
    TaskInput input =
        new TaskInput(
            "input",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new TaskInput.Origin(FIRST, "a")));
    TaskSpec reader =
        new TaskSpec(SECOND, "image", new Operation("x", 1, "{}"), List.of(input), List.of());
    TaskSpec found = reader.withInputs(List.of(input.foundAs(rendition("a"))));
    given(accepted(task(FIRST), reader), dispatched(FIRST, 1), started(RUN), completed(RUN, "a"))
        .when(Sample.turn())
        .withEffects(new Offer(found, 1, THEN.plusSeconds(60)));
    assertThat(found.inputs().getFirst().key()).contains("renditions/a");
  }

  @Test
  void onlyFinalTasksMakeTheJobsOutputs() {
    given(
            accepted(task(FIRST), task(SECOND, FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            completed(RUN, "draft"),
            dispatched(SECOND, 1),
            started(SECOND_RUN))
        .when(new CompleteRun(SECOND_RUN, made("final")))
        .then(completed(SECOND_RUN, "final"), new JobCompleted(List.of(rendition("final"))));
  }

  @Test
  void aCompletionMayAddTasks() {
    running()
        .when(new CompleteRun(RUN, made("a", task(SECOND, FIRST))))
        .then(completed(RUN, "a", task(SECOND, FIRST)));
  }

  @Test
  void impossibleTasksFailTheJob() {
    List<Event> events =
        ((Decision.Accepted)
                running().when(new CompleteRun(RUN, made("a", task(SECOND, THIRD)))).decision())
            .events();
    assertThat(events).hasExactlyElementsOfTypes(Event.TaskFailed.class, Event.JobFailed.class);
  }

  @Test
  void aRepeatedCompletionIsHarmless() {
    given(
            accepted(task(FIRST), task(SECOND, FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            completed(RUN, "a"))
        .when(new CompleteRun(RUN, made("a")))
        .thenNothing();
  }

  @Test
  void badInputIsNeverTriedAgain() {
    Failure failure = failure(Kind.BAD_INPUT);
    running().when(new FailRun(RUN, failure)).then(failedWith(1, failure), jobFailedWith(failure));
  }

  @Test
  void passingTroubleIsTriedAgainAfterAPause() {
    Failure failure = failure(Kind.TRANSIENT);
    running()
        .when(new FailRun(RUN, failure))
        .then(new TaskRetryScheduled(FIRST, 2, THEN.plusMillis(750), failure));
  }

  @Test
  void aWorkerShortOfResourcesIsGivenMoreTime() {
    Failure failure = failure(Kind.RESOURCE);
    running()
        .when(new FailRun(RUN, failure))
        .then(new TaskRetryScheduled(FIRST, 2, THEN.plusMillis(7_500), failure));
  }

  @Test
  void theThirdFailureIsTheLast() {
    Failure failure = failure(Kind.TRANSIENT);
    Failure last =
        new Failure(
            Kind.TRANSIENT,
            "ATTEMPTS_EXHAUSTED",
            "3 attempts failed, the last one with STORAGE_ERROR: it did not work",
            Optional.of("Every attempt failed; look at the job's history, then retry."));
    given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            retried(2, failure),
            dispatched(FIRST, 2),
            started(run(2)),
            retried(3, failure),
            dispatched(FIRST, 3),
            started(run(3)))
        .when(new FailRun(run(3), failure))
        .then(failedWith(3, last), jobFailedWith(last));
  }

  @Test
  void aSecondCrashMakesTheInputPoison() {
    Failure crash = failure(Kind.CRASHED);
    Failure poison =
        new Failure(
            Kind.CRASHED,
            "POISON",
            "the decoder died 2 times on this input: it did not work",
            Optional.of("The file crashes the decoder: convert it elsewhere first."));
    given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            retried(2, crash),
            dispatched(FIRST, 2),
            started(run(2)))
        .when(new FailRun(run(2), crash))
        .then(failedWith(2, poison), jobFailedWith(poison));
  }

  @Test
  void aLostLeaseIsTriedAgain() {
    Decision decision = running().when(new LoseLease(RUN)).decision();
    assertThat(((Decision.Accepted) decision).events())
        .singleElement()
        .isInstanceOfSatisfying(
            TaskRetryScheduled.class,
            retry -> {
              assertThat(retry.attempt()).isEqualTo(2);
              assertThat(retry.failure().kind()).isEqualTo(Kind.LOST);
            });
  }

  @Test
  void lossesHaveTheirOwnLimit() {
    List<Event> history = new ArrayList<>(List.of(accepted(task(FIRST))));
    for (int attempt = 1; attempt < 10; attempt++) {
      history.add(dispatched(FIRST, attempt));
      history.add(started(run(attempt)));
      history.add(retried(attempt + 1, failure(Kind.LOST)));
    }
    history.add(dispatched(FIRST, 10));
    history.add(started(run(10)));
    Decision decision =
        given(history.toArray(Event[]::new)).when(new LoseLease(run(10))).decision();
    assertThat(((Decision.Accepted) decision).events())
        .hasExactlyElementsOfTypes(Event.TaskFailed.class, Event.JobFailed.class);
  }

  @Test
  void aLeaseThatIsOverCannotBeLost() {
    running().when(new LoseLease(OTHER_RUN)).thenNothing();
    given().when(new LoseLease(RUN)).thenNothing();
  }

  @Test
  void aReleasedTaskIsOfferedAgainWithTheSameAttempt() {
    running()
        .when(new ReleaseRun(RUN, "the worker stops"))
        .then(new TaskRequeued(FIRST, 1, "the worker stops"));
    given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            new TaskRequeued(FIRST, 1, "the worker stops"))
        .when(Sample.turn())
        .then(dispatched(FIRST, 1));
  }

  @Test
  void aRunThatStopsUnaskedCountsAsPassingTrouble() {
    Decision decision = running().when(new ConfirmStop(RUN)).decision();
    assertThat(((Decision.Accepted) decision).events())
        .singleElement()
        .isInstanceOfSatisfying(
            TaskRetryScheduled.class,
            retry -> assertThat(retry.failure().kind()).isEqualTo(Kind.TRANSIENT));
  }

  @Test
  void aFailingTaskStopsItsSiblings() {
    Failure failure = failure(Kind.BAD_INPUT);
    given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(FIRST, 1),
            dispatched(SECOND, 1),
            started(RUN),
            started(SECOND_RUN))
        .when(new FailRun(RUN, failure))
        .then(failedWith(1, failure), jobFailedWith(failure))
        .withEffects(new StopRun(SECOND_RUN, StopReason.ENDED));
  }

  @Test
  void anUnstartedOfferIsRenewedBeforeItLapses() {
    offered().after(Duration.ofSeconds(49)).when(new WakeUp()).thenNothing();
    offered()
        .after(Duration.ofSeconds(50))
        .when(new WakeUp())
        .then(dispatched(FIRST, 1, Duration.ofSeconds(50)));
  }

  @Test
  void aRetryIsOfferedWhenItsPauseIsOver() {
    Failure failure = failure(Kind.TRANSIENT);
    Instant later = THEN.plusSeconds(2);
    Scenario retrying =
        given(
            accepted(task(FIRST)),
            dispatched(FIRST, 1),
            started(RUN),
            new TaskRetryScheduled(FIRST, 2, later, failure));
    retrying.after(Duration.ofSeconds(1)).when(Sample.turn()).thenNothing();
    retrying.after(Duration.ofSeconds(2)).when(new WakeUp()).thenNothing();
    retrying
        .after(Duration.ofSeconds(2))
        .when(Sample.turn())
        .then(dispatched(FIRST, 2, Duration.ofSeconds(2)));
  }

  private static List<Event> events(Scenario.Outcome outcome) {
    return ((Decision.Accepted) outcome.decision()).events();
  }

  @Test
  void aRunThatStallsIsTriedAgainAndToldToStop() {
    Scenario.Outcome outcome =
        running().when(new StallRun(RUN)).withEffects(new StopRun(RUN, StopReason.SUPERSEDED));
    assertThat(events(outcome))
        .singleElement()
        .isInstanceOfSatisfying(
            TaskRetryScheduled.class,
            retry -> assertThat(retry.failure().code()).isEqualTo("PROCESSING_STALLED"));
  }

  @Test
  void aRunThatIsOverCannotStall() {
    running().when(new StallRun(OTHER_RUN)).thenNothing();
    given().when(new StallRun(RUN)).thenNothing();
    offered().when(new StallRun(RUN)).thenNothing();
  }

  @Test
  void aRunHasItsTimeAndNoMore() {
    Duration most = Policy.standard(Sample.POOLS).maxRunTime();
    running().after(most.minusMillis(1)).when(new WakeUp()).thenNothing();
    Scenario.Outcome outcome =
        running()
            .after(most)
            .when(new WakeUp())
            .withEffects(new StopRun(RUN, StopReason.SUPERSEDED));
    assertThat(events(outcome))
        .singleElement()
        .isInstanceOfSatisfying(
            TaskRetryScheduled.class,
            retry -> {
              assertThat(retry.failure().code()).isEqualTo("PROCESSING_TIMEOUT");
              assertThat(retry.failure().message()).contains("21600 s");
            });
  }
}
