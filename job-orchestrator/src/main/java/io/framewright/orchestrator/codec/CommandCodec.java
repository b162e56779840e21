package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Command;
import io.framewright.orchestrator.domain.Command.CancelJob;
import io.framewright.orchestrator.domain.Command.ChangePriority;
import io.framewright.orchestrator.domain.Command.CompleteRun;
import io.framewright.orchestrator.domain.Command.ConfirmStop;
import io.framewright.orchestrator.domain.Command.EraseTenant;
import io.framewright.orchestrator.domain.Command.FailRun;
import io.framewright.orchestrator.domain.Command.Heartbeat;
import io.framewright.orchestrator.domain.Command.ReleaseRun;
import io.framewright.orchestrator.domain.Command.StartRun;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.JobRequest;
import io.framewright.orchestrator.domain.Precedent;
import io.framewright.orchestrator.domain.Progress;
import io.framewright.orchestrator.domain.RunResult;
import io.framewright.orchestrator.domain.TaskRun;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import io.framewright.schemas.avro.JobCancelRequested;
import io.framewright.schemas.avro.JobCommand;
import io.framewright.schemas.avro.JobPriorityChangeRequested;
import io.framewright.schemas.avro.JobRequested;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.RunCancelled;
import io.framewright.schemas.avro.RunCompleted;
import io.framewright.schemas.avro.RunFailed;
import io.framewright.schemas.avro.RunReleased;
import io.framewright.schemas.avro.RunStarted;
import io.framewright.schemas.avro.Stage;
import io.framewright.schemas.avro.TaskProgress;
import io.framewright.schemas.avro.TaskReport;
import io.framewright.schemas.avro.TenantErasureRequested;
import java.time.Duration;
import java.util.Optional;

/** Commands of clients, reports and heartbeats of runs, as commands of the domain. */
final class CommandCodec {

  private CommandCodec() {}

  /**
   * @throws IllegalArgumentException if the record says what cannot be
   */
  static Inbound asked(JobCommand record) {
    JobId job = new JobId(record.getMetadata().getJobId());
    TenantId tenant = new TenantId(record.getMetadata().getTenantId());
    Command command =
        switch (record.getPayload()) {
          case JobRequested requested ->
              new SubmitJob(
                  job,
                  tenant,
                  request(requested),
                  requested.getLimits().getMaxQueuedJobs(),
                  new Precedent.None());
          case JobCancelRequested cancel ->
              new CancelJob(tenant, Optional.ofNullable(cancel.getReason()));
          case JobPriorityChangeRequested change ->
              new ChangePriority(tenant, TaskCodec.priority(change.getPriority()));
          case TenantErasureRequested _ -> new EraseTenant(tenant);
          case Object other -> throw unknown(other);
        };
    return asked(record.getMetadata(), command);
  }

  private static JobRequest request(JobRequested requested) {
    return new JobRequest(
        requested.getOperation(),
        TaskCodec.priority(requested.getPriority()),
        TaskCodec.specs(requested.getTasks()),
        requested.getOwner(),
        requested.getLimits().getMaxConcurrentJobs(),
        Optional.ofNullable(requested.getLimits().getMaxConcurrentJobsOfOwner()),
        Optional.ofNullable(requested.getIdempotencyKey()),
        Optional.ofNullable(requested.getRequestHash()),
        Optional.ofNullable(requested.getExternalId()),
        Optional.ofNullable(requested.getBatchId()),
        Optional.ofNullable(requested.getRetryOf()),
        Optional.ofNullable(requested.getRequestKey()),
        requested.getMemoize());
  }

  /**
   * @throws IllegalArgumentException if the record says what cannot be
   */
  static Inbound asked(TaskReport record) {
    TaskRun run =
        new TaskRun(
            new TaskId(record.getTaskId()), record.getAttempt(), new RunId(record.getRunId()));
    Command command =
        switch (record.getPayload()) {
          case RunStarted started ->
              new StartRun(
                  run,
                  started.getWorkerId(),
                  Optional.ofNullable(started.getEngine()),
                  Optional.ofNullable(started.getIdleMs()).map(Duration::ofMillis));
          case RunCompleted completed -> new CompleteRun(run, result(completed));
          case RunFailed failed -> new FailRun(run, TaskCodec.failure(failed.getFailure()));
          case RunReleased released -> new ReleaseRun(run, released.getReason());
          case RunCancelled _ -> new ConfirmStop(run);
          case Object other -> throw unknown(other);
        };
    return asked(record.getMetadata(), command);
  }

  private static RunResult result(RunCompleted completed) {
    return new RunResult(
        TaskCodec.renditions(completed.getOutputs()),
        completed.getEngine(),
        completed.getWarnings(),
        completed.getEngineSeconds(),
        Optional.ofNullable(completed.getInputMedia()),
        TaskCodec.specs(completed.getMoreTasks()));
  }

  /**
   * @throws IllegalArgumentException if the record says what cannot be
   */
  static Inbound asked(TaskProgress record) {
    return asked(
        record.getMetadata(),
        new Heartbeat(
            new TaskRun(
                new TaskId(record.getTaskId()), record.getAttempt(), new RunId(record.getRunId())),
            new Progress(
                record.getStage().name(),
                record.getStage() == Stage.PROCESSING,
                record.getPercent(),
                Optional.ofNullable(record.getFps()),
                Optional.ofNullable(record.getSpeed()))));
  }

  private static Inbound asked(Metadata metadata, Command command) {
    return new Inbound.Asked(
        new JobId(metadata.getJobId()),
        new TenantId(metadata.getTenantId()),
        command,
        new Cause(
            Optional.of(metadata.getEventId()),
            Optional.ofNullable(metadata.getCorrelationId()),
            Optional.ofNullable(metadata.getTraceparent())));
  }

  private static IllegalArgumentException unknown(Object payload) {
    return new IllegalArgumentException(
        "no decision is known about a %s".formatted(payload.getClass().getSimpleName()));
  }
}
