package io.framewright.gateway.log;

import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.WorkerStatus;

/**
 * Hears what is written to the log while this gateway runs. Called on the one thread that reads, so
 * it must not wait.
 */
public interface LogListener {

  default void on(JobEvent event) {}

  default void on(CommandRejected rejection) {}

  default void on(TaskProgress progress) {}

  default void on(WorkerStatus status) {}

  /** Records may have been missed from here on. */
  default void lost() {}
}
