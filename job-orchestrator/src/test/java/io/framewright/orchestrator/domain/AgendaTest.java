package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.LAPSE;
import static io.framewright.orchestrator.domain.Sample.RUN;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static io.framewright.orchestrator.domain.Sample.WHY;
import static io.framewright.orchestrator.domain.Sample.accepted;
import static io.framewright.orchestrator.domain.Sample.completed;
import static io.framewright.orchestrator.domain.Sample.dispatched;
import static io.framewright.orchestrator.domain.Sample.failedWith;
import static io.framewright.orchestrator.domain.Sample.failure;
import static io.framewright.orchestrator.domain.Sample.retried;
import static io.framewright.orchestrator.domain.Sample.started;
import static io.framewright.orchestrator.domain.Sample.task;
import static io.framewright.orchestrator.domain.Scenario.THEN;
import static io.framewright.orchestrator.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.platform.ids.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Policy POLICY = Policy.standard(Sample.POOLS);

  private static Optional<Instant> next(Event... history) {
    return new Agenda(POLICY).next(given(history).state());
  }

  @Test
  void aJobThatWaitsForItsTurnIsNotWoken() {
    assertThat(next()).isEmpty();
    assertThat(next(accepted(task(FIRST)))).isEmpty();
  }

  @Test
  void anOfferIsRenewedBeforeItLapses() {
    assertThat(next(accepted(task(FIRST)), dispatched(FIRST, 1)))
        .contains(LAPSE.minus(POLICY.renewal()));
  }

  @Test
  void aRetryComesWhenItsPauseIsOver() {
    assertThat(
            next(
                accepted(task(FIRST), task(SECOND)),
                dispatched(FIRST, 1),
                dispatched(SECOND, 1),
                retried(2, failure(Failure.Kind.TRANSIENT))))
        .contains(THEN);
  }

  @Test
  void runsWaitingDoneAndFailedTasksWakeNobody() {
    assertThat(next(accepted(task(FIRST), task(SECOND, FIRST)), dispatched(FIRST, 1), started(RUN)))
        .isEmpty();
    assertThat(
            next(
                accepted(task(FIRST), task(THIRD, SECOND), task(SECOND, THIRD)),
                dispatched(FIRST, 1),
                started(RUN),
                completed(RUN, "a")))
        .isEmpty();
    assertThat(
            next(
                accepted(task(FIRST)),
                dispatched(FIRST, 1),
                started(RUN),
                failedWith(1, failure(Failure.Kind.BAD_INPUT))))
        .isEmpty();
  }

  @Test
  void aTaskBeyondTheJobsShareWaitsForTheOthers() {
    TaskId[] ids =
        IntStream.rangeClosed(0, POLICY.maxOpenTasks())
            .mapToObj(n -> new TaskId(new UUID(9, n)))
            .toArray(TaskId[]::new);
    TaskSpec[] tasks = Arrays.stream(ids).map(Sample::task).toArray(TaskSpec[]::new);
    Event[] history = new Event[1 + POLICY.maxOpenTasks()];
    history[0] = accepted(tasks);
    for (int i = 0; i < POLICY.maxOpenTasks(); i++) {
      history[i + 1] = dispatched(ids[i], 1);
    }
    assertThat(next(history)).contains(LAPSE.minus(POLICY.renewal()));
  }

  @Test
  void aCancelIsOverWhenPatienceIs() {
    assertThat(
            next(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), new JobCancelling(WHY)))
        .contains(THEN.plus(POLICY.cancelPatience()));
  }

  @Test
  void anEndedJobIsForgottenAfterAWhile() {
    assertThat(next(accepted(task(FIRST)), new JobCancelled(WHY)))
        .contains(THEN.plus(POLICY.retention()));
  }

  @Test
  void anOfferThatCannotBeRenewedInTimeIsRefused() {
    Policy sound = Policy.standard(Set.of("image"));

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Policy(
                sound.pools(),
                sound.maxTasks(),
                sound.maxOpenTasks(),
                sound.maxFailures(),
                sound.maxCrashes(),
                sound.maxLosses(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                sound.backOff(),
                sound.maxBackOff(),
                sound.resourceFactor(),
                sound.cancelPatience(),
                sound.retention()))
        .withMessageContaining("cannot be renewed");
  }
}
