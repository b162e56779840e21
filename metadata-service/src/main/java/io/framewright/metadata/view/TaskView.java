package io.framewright.metadata.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.framewright.schemas.avro.TaskSpec;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * One task of a job.
 *
 * @param attempt the attempt that runs or is to come, from 1
 * @param needs tasks of the same job that must be done first
 */
@Serdeable
public record TaskView(
    UUID id,
    String pool,
    String operation,
    TaskStatus status,
    int attempt,
    @JsonIgnore List<UUID> needs) {

  public TaskView {
    needs = List.copyOf(needs);
  }

  static TaskView of(TaskSpec spec) {
    return new TaskView(
        spec.getTaskId(),
        spec.getPool(),
        spec.getOperation().getName(),
        spec.getNeeds().isEmpty() ? TaskStatus.QUEUED : TaskStatus.WAITING,
        1,
        spec.getNeeds());
  }

  TaskView with(TaskStatus next) {
    return with(next, attempt);
  }

  TaskView with(TaskStatus next, int nextAttempt) {
    return new TaskView(id, pool, operation, next, nextAttempt, needs);
  }

  boolean ended() {
    return switch (status) {
      case WAITING, QUEUED, OFFERED, RUNNING, RETRYING -> false;
      case DONE, FAILED, SKIPPED -> true;
    };
  }
}
