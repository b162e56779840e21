package io.framewright.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may follow what in the history of a job with one task; written from the description of its
 * life, not from the code that decides.
 */
final class LegalHistory {

  private static final Map<String, Set<String>> AFTER =
      Map.ofEntries(
          Map.entry("", Set.of("JobAccepted")),
          Map.entry("JobAccepted", Set.of("TaskDispatched", "JobReused", "JobCancelled")),
          Map.entry("TaskDispatched", Set.of("TaskDispatched", "TaskStarted", "JobCancelled")),
          Map.entry(
              "TaskStarted",
              Set.of(
                  "TaskCompleted",
                  "TaskFailed",
                  "TaskRetryScheduled",
                  "TaskRequeued",
                  "JobCancelling")),
          Map.entry("TaskRetryScheduled", Set.of("TaskDispatched", "JobCancelled")),
          Map.entry("TaskRequeued", Set.of("TaskDispatched", "JobCancelled")),
          Map.entry("TaskCompleted", Set.of("JobCompleted", "JobCancelled")),
          Map.entry("TaskFailed", Set.of("JobFailed", "JobCancelled")),
          Map.entry(
              "JobCancelling",
              Set.of("TaskCompleted", "TaskFailed", "TaskRequeued", "JobCancelled")),
          Map.entry("JobCompleted", Set.of()),
          Map.entry("JobFailed", Set.of()),
          Map.entry("JobCancelled", Set.of()),
          Map.entry("JobReused", Set.of()));

  private final List<String> events = new ArrayList<>(List.of(""));

  void next(Object payload) {
    String name = payload.getClass().getSimpleName();
    assertThat(AFTER.getOrDefault(events.getLast(), Set.of()))
        .as("after %s", events)
        .contains(name);
    events.add(name);
  }
}
