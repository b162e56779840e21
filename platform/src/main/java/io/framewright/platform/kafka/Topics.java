package io.framewright.platform.kafka;

import io.framewright.schemas.avro.CancelTask;
import io.framewright.schemas.avro.CommandRejected;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.TaskOffered;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.schemas.avro.WorkerStatus;
import java.util.List;

/**
 * Every topic, typed. Settings stand in {@code infra/kafka/topics.yaml}; a test holds the two
 * equal.
 */
public final class Topics {

  public static final Topic<JobCommand> COMMANDS =
      new Topic<>("media.job.commands.v1", JobCommand.class);
  public static final Topic<TaskReport> REPORTS =
      new Topic<>("media.task.reports.v1", TaskReport.class);
  public static final Topic<TaskProgress> PROGRESS =
      new Topic<>("media.task.progress.v1", TaskProgress.class);
  public static final Topic<JobEvent> EVENTS = new Topic<>("media.job.events.v1", JobEvent.class);
  public static final Topic<CommandRejected> REJECTIONS =
      new Topic<>("media.job.rejections.v1", CommandRejected.class);
  public static final Topic<TaskOffered> IMAGE_OFFERS = offers("image");
  public static final Topic<TaskOffered> TRANSCODE_OFFERS = offers("transcode");
  public static final Topic<CancelTask> CONTROL =
      new Topic<>("media.task.control.v1", CancelTask.class);
  public static final Topic<WorkerStatus> WORKER_STATUS =
      new Topic<>("media.worker.status.v1", WorkerStatus.class);

  /** Raw bytes of records that the orchestrator could not read, with headers that say why. */
  public static final String ORCHESTRATOR_DEAD_LETTERS = "media.orchestrator.dlq.v1";

  /** Raw bytes of records that metadata-service could not read, with headers that say why. */
  public static final String METADATA_DEAD_LETTERS = "media.metadata.dlq.v1";

  private static final List<Topic<?>> ALL =
      List.of(
          COMMANDS,
          REPORTS,
          PROGRESS,
          EVENTS,
          REJECTIONS,
          IMAGE_OFFERS,
          TRANSCODE_OFFERS,
          CONTROL,
          WORKER_STATUS);

  private Topics() {}

  /** The topics that carry Avro records. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  /** Where the tasks of one pool are offered. */
  public static Topic<TaskOffered> offers(String pool) {
    return new Topic<>("media.task.offers.%s.v1".formatted(pool), TaskOffered.class);
  }
}
