package io.framewright.orchestrator.domain;

import static io.framewright.orchestrator.domain.Sample.FIRST;
import static io.framewright.orchestrator.domain.Sample.SECOND;
import static io.framewright.orchestrator.domain.Sample.THIRD;
import static io.framewright.orchestrator.domain.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGraphTest {

  private static final Policy POLICY = Policy.standard(Sample.POOLS);

  @Test
  void tasksMayBeNamedInAnyOrder() {
    List<TaskSpec> backwards = List.of(task(THIRD, SECOND), task(SECOND, FIRST), task(FIRST));
    assertThat(TaskGraph.problem(List.of(), backwards, POLICY)).isEmpty();
  }

  @Test
  void addedTasksMayNeedExistingOnes() {
    assertThat(TaskGraph.problem(List.of(task(FIRST)), List.of(task(SECOND, FIRST)), POLICY))
        .isEmpty();
  }

  @Test
  void aCircleIsFoundBehindSoundTasks() {
    List<TaskSpec> tasks = List.of(task(FIRST), task(SECOND, FIRST, THIRD), task(THIRD, SECOND));
    assertThat(TaskGraph.problem(List.of(), tasks, POLICY))
        .hasValueSatisfying(problem -> assertThat(problem).contains("waits for itself"));
  }
}
