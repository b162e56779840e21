package io.framewright.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.orchestrator.domain.Lifecycle.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What can happen to a job is written down, and all of it is tried. */
class LifecycleTest {

  private static final Path PAGE = Path.of("..", "docs", "job-lifecycle.md");
  private static final Lifecycle EVERYTHING = Exploration.everything();

  @Test
  void thePageIsWhatTheRulesDo() throws IOException {
    String text = LifecyclePage.of(EVERYTHING);
    if (Boolean.getBoolean("framewright.write-lifecycle-page")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("out of date; write it again: " + LifecyclePage.HOW).hasContent(text);
  }

  @Test
  void everythingThatCanBeSaidWasSaidAndAllThatCanHappenHappened() {
    assertThat(EVERYTHING.commands()).containsExactlyElementsOf(Lifecycle.permitted(Command.class));
    assertThat(events(EVERYTHING)).isEqualTo(Lifecycle.permitted(Event.class));
    assertThat(tasks(EVERYTHING)).containsAll(Lifecycle.permitted(TaskState.class));
  }

  /** The scenarios run once more here, to see which steps they take. */
  @Test
  void everyStepIsTakenByAScenarioThatSaysWhatItExpects() {
    Lifecycle tried = Scenario.recording(LifecycleTest::runScenarios);

    assertThat(missing(EVERYTHING.ofJobs(), tried.ofJobs()))
        .as("steps of jobs that no scenario takes")
        .isEmpty();
    assertThat(missing(EVERYTHING.ofTasks(), tried.ofTasks()))
        .as("steps of tasks that no scenario takes")
        .isEmpty();
  }

  private static void runScenarios() {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    Stream.of(
                            CancellingTest.class,
                            ClientCommandsTest.class,
                            EverySituationTest.class,
                            RunsTest.class)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .build(),
            summary);
    assertThat(summary.getSummary().getTestsFoundCount()).isPositive();
    assertThat(summary.getSummary().getFailures()).isEmpty();
  }

  private static Set<Transition> missing(Set<Transition> all, Set<Transition> taken) {
    Set<Transition> missing = new TreeSet<>(all);
    missing.removeAll(taken);
    return missing;
  }

  private static Set<String> events(Lifecycle lifecycle) {
    return lifecycle.ofJobs().stream()
        .map(Transition::event)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> tasks(Lifecycle lifecycle) {
    return lifecycle.ofTasks().stream()
        .flatMap(step -> Stream.of(step.from(), step.to()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
