package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.ids.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

  private static final Duration REUSE = Duration.ofDays(7);
  private static final Instant NOW = Scenario.THEN;
  private static final Map<String, String> ENGINES = Map.of("image", "vips 8");

  private static SharedWork done() {
    JobState.Live state =
        (JobState.Live)
            Scenario.given(
                    Sample.accepted(
                        Sample.task(Sample.FIRST), Sample.task(Sample.SECOND, Sample.FIRST)),
                    Sample.dispatched(Sample.FIRST, 1),
                    Sample.started(Sample.RUN),
                    Sample.completed(Sample.RUN, "draft"),
                    Sample.dispatched(Sample.SECOND, 1),
                    Sample.started(Sample.SECOND_RUN),
                    Sample.completed(Sample.SECOND_RUN, "final"))
                .state();
    return SharedWork.doneBy(state.job(), NOW);
  }

  @Test
  void whatIsInHandIsWaitedFor() {
    SharedWork inHand = SharedWork.inHandOf(Sample.JOB);
    assertThat(inHand.precedent(ENGINES, REUSE, NOW)).isEqualTo(new Precedent.UnderWay(Sample.JOB));
    assertThat(inHand.isOver(REUSE, NOW.plus(REUSE))).isFalse();
  }

  @Test
  void whatIsDoneIsUsedForItsTime() {
    Precedent used = new Precedent.Done(Sample.JOB, List.of(Sample.rendition("final")));
    assertThat(done().precedent(ENGINES, REUSE, NOW.plus(REUSE).minusMillis(1))).isEqualTo(used);
    assertThat(done().precedent(ENGINES, REUSE, NOW.plus(REUSE))).isEqualTo(new Precedent.None());
    assertThat(done().isOver(REUSE, NOW.plus(REUSE).minusMillis(1))).isFalse();
    assertThat(done().isOver(REUSE, NOW.plus(REUSE))).isTrue();
  }

  @Test
  void aResultOfAnotherOrAnUnknownEngineDoesNotCount() {
    assertThat(done().precedent(Map.of("image", "vips 9"), REUSE, NOW))
        .isEqualTo(new Precedent.None());
    assertThat(done().precedent(Map.of(), REUSE, NOW)).isEqualTo(new Precedent.None());
  }

  @Test
  void onlyWhoeverHasItInHandGivesItUp() {
    assertThat(SharedWork.inHandOf(Sample.JOB).isInHandOf(Sample.JOB)).isTrue();
    assertThat(SharedWork.inHandOf(Sample.JOB).isInHandOf(new JobId(new UUID(7, 7)))).isFalse();
    assertThat(done().isInHandOf(Sample.JOB)).isFalse();
  }
}
