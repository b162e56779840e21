package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.JOB;
import static io.framewright.orchestrator.domain.Sample.OTHER_RUN;
import static io.framewright.orchestrator.domain.Sample.RUN;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.SECOND_RUN;
import static io.framewright.orchestrator.domain.Sample.TENANT;
import static io.framewright.orchestrator.domain.Sample.WHY;
import static io.framewright.orchestrator.domain.Sample.accepted;
import static io.framewright.orchestrator.domain.Sample.completed;
import static io.framewright.orchestrator.domain.Sample.dispatched;
import static io.framewright.orchestrator.domain.Sample.failedWith;
import static io.framewright.orchestrator.domain.Sample.failure;
import static io.framewright.orchestrator.domain.Sample.made;
import static io.framewright.orchestrator.domain.Sample.retried;
import static io.framewright.orchestrator.domain.Sample.run;
import static io.framewright.orchestrator.domain.Sample.started;
import static io.framewright.orchestrator.domain.Sample.submit;
import static io.framewright.orchestrator.domain.Sample.task;
import static io.framewright.orchestrator.domain.Scenario.THEN;
import static io.framewright.orchestrator.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.LeaderEnded;
import io.framewright.orchestrator.domain.Command.LoseLease;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.RunCommand;
import io.framewright.orchestrator.domain.Command.StallRun;
import io.framewright.orchestrator.domain.Command.TakeTurn;
import io.framewright.orchestrator.domain.Command.WakeUp;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Effect.StopReason;
import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobPriorityChanged;
import io.framewright.orchestrator.domain.Event.JobReused;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.JobState.Cancelling;
import io.framewright.orchestrator.domain.JobState.Ended;
import io.framewright.orchestrator.domain.JobState.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What else can be said to a job: each command in each state, and each event after its end. */
class EverySituationTest {

  private static final JobCancelling CANCELLING = new JobCancelling(WHY);

  private static Scenario absent() {
    return given();
  }

  private static Scenario queued() {
    return given(accepted(task(FIRST)));
  }

  private static Scenario offered() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1));
  }

  private static Scenario running() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN));
  }

  private static Scenario cancelling() {
    return given(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), CANCELLING);
  }

  private static Scenario ended() {
    return given(accepted(task(FIRST)), new JobCancelled(WHY));
  }

  private static List<RunCommand> saidBy(TaskRun run) {
    return List.of(
        Sample.start(run),
        Sample.heartbeat(run),
        new CompleteRun(run, made("a")),
        new FailRun(run, failure(Failure.Kind.TRANSIENT)),
        new ReleaseRun(run, "stopping"),
        new ConfirmStop(run));
  }

  @Test
  void aTurnIsForAJobWithATaskThatIsReadyForThePool() {
    queued().when(Sample.turn()).then(dispatched(FIRST, 1));
    Stream.of(absent(), offered(), running(), cancelling(), ended())
        .forEach(job -> job.when(Sample.turn()).thenNothing());
    queued().when(new TakeTurn("transcode", new Precedent.None())).thenNothing();
  }

  @Test
  void aJobThatWaitsForNothingIsWokenInVain() {
    Stream.of(absent(), queued(), running(), cancelling(), ended())
        .forEach(job -> job.when(new WakeUp()).thenNothing());
  }

  @Test
  void aJobIsSubmittedOnceWhateverBecameOfIt() {
    Stream.of(queued(), running(), cancelling(), ended())
        .forEach(job -> job.when(submit(task(FIRST))).thenNothing());
  }

  @Test
  void priorityIsForJobsThatGoOn() {
    ChangePriority command = new ChangePriority(TENANT, Priority.HIGH);
    Stream.of(queued(), offered(), running())
        .forEach(job -> job.when(command).then(new JobPriorityChanged(Priority.HIGH)));
    absent().when(command).thenRejected(Reason.NOT_FOUND);
    Stream.of(cancelling(), ended())
        .forEach(job -> job.when(command).thenRejected(Reason.INVALID_STATE));
  }

  static Stream<Scenario> tasksThatAreNotTheRuns() {
    return Stream.of(
        given(accepted(task(SECOND), task(FIRST, SECOND)), dispatched(SECOND, 1)),
        given(accepted(task(FIRST)), dispatched(FIRST, 1), retried(2, failure(Failure.Kind.LOST))),
        given(accepted(task(FIRST)), dispatched(FIRST, 2)),
        given(accepted(task(FIRST)), dispatched(FIRST, 1), started(OTHER_RUN)),
        given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(FIRST, 1),
            started(OTHER_RUN),
            completed(OTHER_RUN, "a")),
        given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(SECOND, 1),
            started(SECOND_RUN),
            CANCELLING,
            failedWith(1, failure(Failure.Kind.BAD_INPUT))));
  }

  /** Waiting, queued, offered for another attempt, running by another, done by another, failed. */
  @ParameterizedTest
  @MethodSource("tasksThatAreNotTheRuns")
  void whoeverDoesNotHoldTheLeaseIsToldToStop(Scenario job) {
    for (RunCommand command : saidBy(RUN)) {
      job.when(command).thenToldToStop(RUN, StopReason.SUPERSEDED);
    }
    job.when(new LoseLease(RUN)).thenNothing();
    job.when(new StallRun(RUN)).thenNothing();
  }

  @Test
  void withoutAStartNobodyIsListenedTo() {
    offered().when(Sample.start(RUN)).then(started(RUN));
    offered().when(Sample.heartbeat(RUN)).thenNothing();
    offered().when(new LoseLease(RUN)).thenNothing();
    offered().when(new StallRun(RUN)).thenNothing();
    saidBy(RUN).stream()
        .skip(2)
        .forEach(command -> offered().when(command).thenToldToStop(RUN, StopReason.UNKNOWN));
  }

  @Test
  void aRunOfAJobWhoseTurnHasNotComeIsToldToStop() {
    given(accepted(task(FIRST)), started(RUN))
        .when(Sample.heartbeat(RUN))
        .thenToldToStop(RUN, StopReason.UNKNOWN);
  }

  @Test
  void aRunOfACancelledJobIsToldAgainAndAgain() {
    cancelling().when(Sample.heartbeat(RUN)).thenToldToStop(RUN, StopReason.CANCELLED);
    cancelling().when(Sample.start(RUN)).thenToldToStop(RUN, StopReason.CANCELLED);
    cancelling().when(new StallRun(RUN)).thenNothing();
  }

  @Test
  void theJobIsCancelledWithTheLastOfItsRuns() {
    Scenario two =
        given(
            accepted(task(FIRST), task(SECOND)),
            dispatched(FIRST, 1),
            dispatched(SECOND, 1),
            started(RUN),
            started(SECOND_RUN),
            CANCELLING);
    for (RunCommand over : List.of(new ConfirmStop(RUN), new LoseLease(RUN))) {
      two.when(over).then(new TaskRequeued(FIRST, 1, "cancelled"));
      cancelling().when(over).then(new JobCancelled(WHY));
    }
  }

  @Test
  void aFollowerTakesAResultOnlyWhileItWaits() {
    Precedent.Done done = new Precedent.Done(JOB, List.of(Sample.rendition("a")));
    LeaderEnded ended = new LeaderEnded(done);
    queued().when(ended).then(new JobReused(JOB, done.outputs()));
    queued().when(new LeaderEnded(new Precedent.None())).thenNothing();
    Stream.of(absent(), offered(), running(), cancelling(), ended())
        .forEach(job -> job.when(ended).thenNothing());
    queued().when(new TakeTurn("image", done)).then(new JobReused(JOB, done.outputs()));
  }

  @Test
  void whatIsKnownOfTheWorkIsUsedAtOnceOrWaitedFor() {
    Precedent.Done done = new Precedent.Done(JOB, List.of(Sample.rendition("a")));
    absent()
        .when(submit(task(FIRST)).knowing(done))
        .then(accepted(task(FIRST)), new JobReused(JOB, done.outputs()));
    absent()
        .when(submit(task(FIRST)).knowing(new Precedent.UnderWay(JOB)))
        .then(new JobAccepted(JOB, TENANT, Sample.request(task(FIRST)), Optional.of(JOB)));
  }

  @Test
  void anOfferWaitsSinceTheFirstOfItsAttempt() {
    Instant later = THEN.plusSeconds(50);
    JobState first = offered().state();
    JobState renewed = Evolver.evolve(first, dispatched(FIRST, 1, Duration.ofSeconds(50)), later);
    JobState another = Evolver.evolve(first, dispatched(FIRST, 2), later);
    assertThat(since(renewed)).isEqualTo(THEN);
    assertThat(since(another)).isEqualTo(later);
  }

  private static Instant since(JobState state) {
    Task task = ((JobState.Live) state).job().tasks().firstEntry().getValue();
    return ((TaskState.Offered) task.state()).since();
  }

  @Test
  void nothingChangesAnEnd() {
    JobState end =
        given(
                accepted(task(FIRST)),
                new JobReused(JOB, List.of(Sample.rendition("a"))),
                new JobCompleted(List.of()))
            .state();

    assertThat(end).isEqualTo(new Ended(JOB, TENANT, Outcome.COMPLETED, THEN, 3));
  }

  @Test
  void aJobBeginsWithItsAcceptance() {
    assertThat(given(dispatched(FIRST, 1)).state()).isEqualTo(new JobState.Absent());
    assertThat(new JobState.Absent().sequence()).isZero();
    assertThat(given(accepted(task(FIRST)), accepted(task(SECOND))).state().sequence())
        .isEqualTo(2);
  }

  @Test
  void anOfferDoesNotUndoACancel() {
    assertThat(
            given(accepted(task(FIRST)), dispatched(FIRST, 1), CANCELLING, dispatched(FIRST, 1))
                .state())
        .isInstanceOf(Cancelling.class);
  }

  @Test
  void heartbeatsAreAwaitedFromRunningJobsOnly() {
    assertThat(running().state().leases()).containsExactly(RUN);
    assertThat(Stream.of(absent(), queued(), offered(), cancelling(), ended()))
        .allSatisfy(job -> assertThat(job.state().leases()).isEmpty());
  }

  @Test
  void anAttemptAfterTheFirstHasARunOfItsOwn() {
    given(accepted(task(FIRST)), dispatched(FIRST, 2))
        .when(Sample.start(run(2)))
        .then(started(run(2)));
  }
}
