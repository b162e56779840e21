package io.framewright.orchestrator.domain;

import io.framewright.orchestrator.domain.Command.Heartbeat;
import io.framewright.orchestrator.domain.Command.StartRun;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import io.framewright.orchestrator.domain.Command.TakeTurn;
import io.framewright.orchestrator.domain.Event.JobAccepted;
import io.framewright.orchestrator.domain.Event.JobFailed;
import io.framewright.orchestrator.domain.Event.TaskCompleted;
import io.framewright.orchestrator.domain.Event.TaskDispatched;
import io.framewright.orchestrator.domain.Event.TaskFailed;
import io.framewright.orchestrator.domain.Event.TaskRetryScheduled;
import io.framewright.orchestrator.domain.Event.TaskStarted;
import io.framewright.orchestrator.domain.Failure.Kind;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.ids.RunId;
import io.framewright.platform.ids.TaskId;
import io.framewright.platform.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A job, its tasks and its runs, for scenarios. */
final class Sample {

  static final Set<String> POOLS = Set.of("image", "transcode");
  static final TenantId TENANT = new TenantId("acme");
  static final JobId JOB = new JobId(new UUID(1, 1));
  static final TaskId FIRST = new TaskId(new UUID(2, 1));
  static final TaskId SECOND = new TaskId(new UUID(2, 2));
  static final TaskId THIRD = new TaskId(new UUID(2, 3));
  static final TaskRun RUN = new TaskRun(FIRST, 1, new RunId(new UUID(3, 1)));
  static final TaskRun OTHER_RUN = new TaskRun(FIRST, 1, new RunId(new UUID(3, 2)));
  static final TaskRun SECOND_RUN = new TaskRun(SECOND, 1, new RunId(new UUID(3, 3)));
  static final Optional<String> WHY = Optional.of("wrong file");
  static final Instant LAPSE = Scenario.THEN.plusSeconds(60);

  private Sample() {}

  static TaskSpec task(TaskId id, TaskId... needs) {
    return new TaskSpec(
        id, "image", new Operation("image.convert", 1, "{}"), List.of(), List.of(needs));
  }

  static JobRequest request(TaskSpec... tasks) {
    return request(List.of(tasks), "key-1", Priority.NORMAL, 4, Optional.empty(), true);
  }

  static JobRequest request(
      List<TaskSpec> tasks,
      String owner,
      Priority priority,
      int ofTenant,
      Optional<Integer> ofOwner,
      boolean shared) {
    return new JobRequest(
        "convert",
        priority,
        tasks,
        owner,
        ofTenant,
        ofOwner,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        shared);
  }

  static SubmitJob submit(TaskSpec... tasks) {
    return new SubmitJob(JOB, TENANT, request(tasks), 10, new Precedent.None());
  }

  static JobAccepted accepted(TaskSpec... tasks) {
    return new JobAccepted(JOB, TENANT, request(tasks), Optional.empty());
  }

  static TaskDispatched dispatched(TaskId task, int attempt) {
    return new TaskDispatched(task, attempt, LAPSE);
  }

  static TaskDispatched dispatched(TaskId task, int attempt, Duration later) {
    return new TaskDispatched(task, attempt, LAPSE.plus(later));
  }

  static StartRun start(TaskRun run) {
    return new StartRun(run, "worker-1", Optional.of("vips 8"), Optional.empty());
  }

  static Heartbeat heartbeat(TaskRun run) {
    return new Heartbeat(run, Progress.UNKNOWN);
  }

  static TakeTurn turn() {
    return new TakeTurn("image", new Precedent.None());
  }

  static TaskStarted started(TaskRun run) {
    return new TaskStarted(run, "worker-1");
  }

  static TaskRun run(int attempt) {
    return new TaskRun(FIRST, attempt, new RunId(new UUID(4, attempt)));
  }

  static TaskRetryScheduled retried(int attempt, Failure failure) {
    return new TaskRetryScheduled(FIRST, attempt, Scenario.THEN, failure);
  }

  static TaskFailed failedWith(int attempt, Failure failure) {
    return new TaskFailed(FIRST, attempt, failure);
  }

  static JobFailed jobFailedWith(Failure failure) {
    return new JobFailed(failure);
  }

  static Failure failure(Kind kind) {
    return new Failure(kind, "STORAGE_ERROR", "it did not work", Optional.empty());
  }

  static Rendition rendition(String name) {
    return new Rendition(
        name,
        "renditions/" + name,
        "image/webp",
        10,
        "00ff",
        Optional.of(2),
        Optional.of(1),
        Optional.empty(),
        Optional.empty());
  }

  static RunResult made(String name, TaskSpec... more) {
    return new RunResult(
        List.of(rendition(name)), "vips 8", List.of(), 0.5, Optional.empty(), List.of(more));
  }

  static TaskCompleted completed(TaskRun run, String name, TaskSpec... more) {
    return new TaskCompleted(run, made(name, more));
  }
}
