package io.framewright.orchestrator.codec;

import io.framewright.orchestrator.domain.Event;
import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobCancelled;
import io.framewright.orchestrator.domain.Event.JobCancelling;
import io.framewright.orchestrator.domain.Event.JobCompleted;
import io.framewright.orchestrator.domain.Event.JobFailed;
import io.framewright.orchestrator.domain.Event.JobPriorityChanged;
import io.framewright.orchestrator.domain.Event.JobReused;
import io.framewright.orchestrator.domain.Event.TaskCompleted;
import io.framewright.orchestrator.domain.Event.TaskDispatched;
import io.framewright.orchestrator.domain.Event.TaskFailed;
import io.framewright.orchestrator.domain.Event.TaskRequeued;
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import io.framewright.orchestrator.domain.Event.TaskStarted;
import io.framewright.orchestrator.domain.JobRequest;
import io.framewright.orchestrator.domain.RunResult;
import io.framewright.orchestrator.domain.TaskRun;
import io.framewright.platform.ids.JobId;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Events of the domain as payloads of {@code JobEvent}; {@link EventReader} is the way back. */
final class EventCodec {

  private EventCodec() {}

  static SpecificRecord payload(Event event) {
    return switch (event) {
      case JobAccepted(_, _, var request, var follows) -> accepted(request, follows);
      case JobPriorityChanged(var priority) ->
          io.framewright.schemas.avro.JobPriorityChanged.newBuilder()
              .setPriority(TaskCodec.avro(priority))
              .build();
      case TaskDispatched(var task, int attempt, var notAfter) ->
          io.framewright.schemas.avro.TaskDispatched.newBuilder()
              .setTaskId(task.value())
              .setAttempt(attempt)
              .setNotAfter(notAfter)
              .build();
      case TaskStarted(TaskRun(var task, int attempt, var run), var worker) ->
          io.framewright.schemas.avro.TaskStarted.newBuilder()
              .setTaskId(task.value())
              .setAttempt(attempt)
              .setRunId(run.value())
              .setWorkerId(worker)
              .build();
      case TaskRetryScheduled(var task, int attempt, var notBefore, var failure) ->
          io.framewright.schemas.avro.TaskRetryScheduled.newBuilder()
              .setTaskId(task.value())
              .setAttempt(attempt)
              .setNotBefore(notBefore)
              .setFailure(TaskCodec.avro(failure))
              .build();
      case TaskRequeued(var task, int attempt, var reason) ->
          io.framewright.schemas.avro.TaskRequeued.newBuilder()
              .setTaskId(task.value())
              .setAttempt(attempt)
              .setReason(reason)
              .build();
      case TaskCompleted(var run, var result) -> completed(run, result);
      case TaskFailed(var task, int attempt, var failure) ->
          io.framewright.schemas.avro.TaskFailed.newBuilder()
              .setTaskId(task.value())
              .setAttempt(attempt)
              .setFailure(TaskCodec.avro(failure))
              .build();
      case JobCancelling(var reason) ->
          io.framewright.schemas.avro.JobCancelling.newBuilder()
              .setReason(reason.orElse(null))
              .build();
      case JobCompleted(var outputs) ->
          io.framewright.schemas.avro.JobCompleted.newBuilder()
              .setOutputs(TaskCodec.avroRenditions(outputs))
              .build();
      case JobFailed(var failure) ->
          io.framewright.schemas.avro.JobFailed.newBuilder()
              .setFailure(TaskCodec.avro(failure))
              .build();
      case JobCancelled(var reason) ->
          io.framewright.schemas.avro.JobCancelled.newBuilder()
              .setReason(reason.orElse(null))
              .build();
      case JobReused(var source, var outputs) ->
          io.framewright.schemas.avro.JobReused.newBuilder()
              .setSourceJobId(source.value())
              .setOutputs(TaskCodec.avroRenditions(outputs))
              .build();
    };
  }

  private static SpecificRecord accepted(JobRequest request, Optional<JobId> follows) {
    return io.framewright.schemas.avro.JobAccepted.newBuilder()
        .setOperation(request.operation())
        .setPriority(TaskCodec.avro(request.priority()))
        .setTasks(TaskCodec.avroSpecs(request.tasks()))
        .setOwner(request.owner())
        .setMaxConcurrentJobs(request.maxConcurrentJobs())
        .setIdempotencyKey(request.idempotencyKey().orElse(null))
        .setRequestHash(request.requestHash().orElse(null))
        .setExternalId(request.externalId().orElse(null))
        .setBatchId(request.batchId().orElse(null))
        .setRetryOf(request.retryOf().orElse(null))
        .setRequestKey(request.requestKey().orElse(null))
        .setMemoize(request.memoize())
        .setMaxConcurrentJobsOfOwner(request.maxConcurrentJobsOfOwner().orElse(null))
        .setFollows(follows.map(JobId::value).orElse(null))
        .build();
  }

  private static SpecificRecord completed(TaskRun run, RunResult result) {
    return io.framewright.schemas.avro.TaskCompleted.newBuilder()
        .setTaskId(run.task().value())
        .setAttempt(run.attempt())
        .setRunId(run.run().value())
        .setOutputs(TaskCodec.avroRenditions(result.outputs()))
        .setEngine(result.engine())
        .setWarnings(result.warnings())
        .setEngineSeconds(result.engineSeconds())
        .setInputMedia(result.inputMedia().orElse(null))
        .setMoreTasks(TaskCodec.avroSpecs(result.moreTasks()))
        .build();
  }
}
