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
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Policy POLICY = Policy.standard(Sample.POOLS);

  private static Optional<Instant> next(Event... history) {
    return new Agenda(POLICY).next(given(history).state(), THEN);
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
        .contains(LAPSE.minus(POLICY.renewal()));
    Instant later = THEN.plusSeconds(9);
    assertThat(
            next(
                accepted(task(FIRST), task(SECOND)),
                dispatched(FIRST, 1),
                dispatched(SECOND, 1),
                new TaskRetryScheduled(FIRST, 2, later, failure(Failure.Kind.TRANSIENT))))
        .contains(later);
  }

  @Test
  void aRunMustEndInItsTime() {
    assertThat(next(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN)))
        .contains(THEN.plus(POLICY.maxRunTime()));
  }

  @Test
  void waitingDoneAndFailedTasksWakeNobody() {
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
  void aCancelIsOverWhenPatienceIs() {
    assertThat(
            next(accepted(task(FIRST)), dispatched(FIRST, 1), started(RUN), new JobCancelling(WHY)))
        .contains(THEN.plus(POLICY.cancelPatience()));
  }

  @Test
  void anEndedJobWaitsForNothing() {
    assertThat(next(accepted(task(FIRST)), new JobCancelled(WHY))).isEmpty();
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
                sound.retention(),
                sound.maxRunTime(),
                sound.stall(),
                sound.quiet(),
                sound.ageingStep(),
                sound.reuse()))
        .withMessageContaining("cannot be renewed");
  }
}
