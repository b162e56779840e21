package io.framewright.orchestrator.domain;

import io.framewright.platform.ids.Digests;
import io.framewright.platform.ids.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names the work of a job by its content, so that two jobs that would make the same bytes have the
 * same key: the digests of the inputs, the operations with their canonical parameters, and how the
 * tasks hang together. The engine is not part of it: which one will run is not known before, so it
 * is compared when a result is found.
 */
public final class WorkKey {

  private WorkKey() {}

  /**
   * Hex SHA-256, or nothing when the client does not want results shared or an input's content is
   * not known.
   */
  public static Optional<String> of(JobRequest request) {
    List<TaskSpec> tasks = request.tasks();
    boolean known =
        tasks.stream()
            .flatMap(task -> task.inputs().stream())
            .allMatch(input -> input.sha256().isPresent() || input.origin().isPresent());
    return request.memoize() && known ? Optional.of(digest(tasks)) : Optional.empty();
  }

  /** Every text is preceded by its length, so that no two plans are written alike. */
  private static String digest(List<TaskSpec> tasks) {
    List<TaskId> order = tasks.stream().map(TaskSpec::id).toList();
    List<String> texts = new ArrayList<>();
    for (TaskSpec task : tasks) {
      texts.add(task.pool());
      texts.add(task.operation().name());
      texts.add(Integer.toString(task.operation().version()));
      texts.add(task.operation().params());
      texts.add(Integer.toString(task.inputs().size()));
      task.inputs()
          .forEach(input -> {
            texts.add(input.name());
            texts.add(input.sha256().orElse(""));
            texts.add(
                input
                    .origin()
                    .map(origin -> order.indexOf(origin.task()) + ":" + origin.output())
                    .orElse(""));
          });
      texts.add(task.needs().stream().map(order::indexOf).sorted().toList().toString());
    }
    return Digests.sha256(
        texts.stream().map(text -> text.length() + ":" + text).collect(Collectors.joining()));
  }
}
