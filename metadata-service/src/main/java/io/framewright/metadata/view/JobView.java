package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its events up to {@code sequence} tell it.
 *
 * @param startedAt when the first task started
 * @param updatedAt when the last event happened
 * @param attempt the highest attempt of any of its tasks, from 1
 * @param requestKey object with what of the request must not stand in the log
 * @param sequence of the last event that is folded in
 * @param queuePosition from 1, among what the tenant has waiting for the same pool; null when it
 *     does not wait, or waits for another job
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record JobView(
    UUID id,
    String tenantId,
    String owner,
    JobStatus status,
    JobStage stage,
    Priority priority,
    String operation,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant updatedAt,
    int attempt,
    @Nullable UUID batchId,
    @Nullable String externalId,
    @Nullable UUID retryOf,
    @Nullable UUID reusedFrom,
    List<String> warnings,
    List<OutputView> outputs,
    @Nullable ErrorView error,
    @Nullable String requestKey,
    long sequence,
    @JsonIgnore Terms terms,
    @Nullable Integer queuePosition,
    List<TaskView> tasks) {

  public JobView {
    warnings = List.copyOf(warnings);
    outputs = List.copyOf(outputs);
    tasks = List.copyOf(tasks);
  }

  /** The same job with these tasks. */
  public JobView withTasks(List<TaskView> all) {
    return with(all, queuePosition);
  }

  /** The same job at this place of the queue. */
  public JobView atPosition(@Nullable Integer position) {
    return with(tasks, position);
  }

  private JobView with(List<TaskView> all, @Nullable Integer position) {
    return new JobView(
        id,
        tenantId,
        owner,
        status,
        stage,
        priority,
        operation,
        createdAt,
        startedAt,
        completedAt,
        updatedAt,
        attempt(all),
        batchId,
        externalId,
        retryOf,
        reusedFrom,
        warnings,
        outputs,
        error,
        requestKey,
        sequence,
        terms,
        position,
        all);
  }

  static int attempt(List<TaskView> tasks) {
    return tasks.stream().mapToInt(TaskView::attempt).max().orElse(1);
  }
}
