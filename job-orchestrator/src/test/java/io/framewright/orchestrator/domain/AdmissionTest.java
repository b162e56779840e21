package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Admission.Remembered;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Decision.Reason;
import io.framewright.orchestrator.domain.Decision.Rejected;
import io.framewright.platform.ids.JobId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final JobId EARLIER = new JobId(new UUID(8, 8));
  private static final SubmitJob SUBMIT = Sample.submit(Sample.task(Sample.FIRST));

  private static Optional<Reason> objection(TenantState tenant, Optional<Remembered> earlier) {
    return Admission.objection(SUBMIT, tenant, earlier).map(Rejected::reason);
  }

  @Test
  void aRepeatedRequestNamesTheJobThatCameOfIt() {
    assertThat(
            Admission.objection(SUBMIT, TenantState.NEW, Optional.of(new Remembered(EARLIER, ""))))
        .hasValueSatisfying(rejected -> {
          assertThat(rejected.reason()).isEqualTo(Reason.DUPLICATE_REQUEST);
          assertThat(rejected.existingJob()).contains(EARLIER);
        });
  }

  @Test
  void anIdempotencyKeyBelongsToOneRequest() {
    assertThat(objection(TenantState.NEW, Optional.of(new Remembered(EARLIER, "other"))))
        .contains(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void theSameCommandOnceMoreIsNoRepeatedRequest() {
    assertThat(objection(TenantState.NEW, Optional.of(new Remembered(Sample.JOB, "")))).isEmpty();
  }

  @Test
  void aTenantMayQueueAsManyJobsAsItMay() {
    assertThat(objection(new TenantState(1, 9, 0, 9), Optional.empty())).isEmpty();
    assertThat(objection(new TenantState(1, 10, 0, 10), Optional.empty()))
        .contains(Reason.TOO_MANY_QUEUED_JOBS);
  }

  @Test
  void aRepeatedRequestIsAnsweredEvenWhenTheQueueIsFull() {
    assertThat(objection(new TenantState(1, 10, 0, 10), Optional.of(new Remembered(EARLIER, ""))))
        .contains(Reason.DUPLICATE_REQUEST);
  }

  @Test
  void aJobCountsFromItsFirstOfferToItsEnd() {
    JobState queued = Scenario.given(Sample.accepted(Sample.task(Sample.FIRST))).state();
    JobState offered =
        Scenario.given(
                Sample.accepted(Sample.task(Sample.FIRST)), Sample.dispatched(Sample.FIRST, 1))
            .state();
    JobState ended =
        Evolver.evolve(offered, new Event.JobCancelled(Optional.empty()), Scenario.THEN);
    TenantState tenant = TenantState.NEW.after(new JobState.Absent(), queued);
    assertThat(tenant.hasTurn()).isTrue();
    tenant = tenant.after(queued, offered);
    assertThat(tenant.running()).isEqualTo(1);
    assertThat(tenant.hasTurn()).isFalse();
    assertThat(tenant.after(offered, ended)).isEqualTo(TenantState.NEW);
  }
}
