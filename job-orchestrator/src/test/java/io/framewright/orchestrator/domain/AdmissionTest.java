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

  private static Optional<Reason> objection(int queued, Optional<Remembered> earlier) {
    return Admission.objection(SUBMIT, queued, earlier).map(Rejected::reason);
  }

  @Test
  void aRepeatedRequestNamesTheJobThatCameOfIt() {
    assertThat(Admission.objection(SUBMIT, 0, Optional.of(new Remembered(EARLIER, ""))))
        .hasValueSatisfying(rejected -> {
          assertThat(rejected.reason()).isEqualTo(Reason.DUPLICATE_REQUEST);
          assertThat(rejected.existingJob()).contains(EARLIER);
        });
  }

  @Test
  void anIdempotencyKeyBelongsToOneRequest() {
    assertThat(objection(0, Optional.of(new Remembered(EARLIER, "other"))))
        .contains(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void theSameCommandOnceMoreIsNoRepeatedRequest() {
    assertThat(objection(0, Optional.of(new Remembered(Sample.JOB, "")))).isEmpty();
  }

  @Test
  void aTenantMayQueueAsManyJobsAsItMay() {
    assertThat(objection(9, Optional.empty())).isEmpty();
    assertThat(objection(10, Optional.empty())).contains(Reason.TOO_MANY_QUEUED_JOBS);
  }

  @Test
  void aRepeatedRequestIsAnsweredEvenWhenTheQueueIsFull() {
    assertThat(objection(10, Optional.of(new Remembered(EARLIER, ""))))
        .contains(Reason.DUPLICATE_REQUEST);
  }
}
