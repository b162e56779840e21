package io.framewright.gateway.jobs;

import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.metadata.WaitingView;
import io.framewright.schemas.avro.WorkerStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not run yet, in words.
 *
 * @param waiting whether anything keeps it from running now
 * @param pool the workers that it waits for
 * @param message all reasons, for people
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record WhyWaiting(
    UUID id,
    String status,
    String stage,
    boolean waiting,
    String pool,
    @Nullable Integer queuePosition,
    String message,
    List<Reason> reasons) {

  /**
   * One reason.
   *
   * @param code stable, for programs
   * @param numbers what the words count
   */
  @Serdeable
  record Reason(String code, String message, Map<String, Long> numbers) {}

  /**
   * What keeps the job waiting.
   *
   * @param workers of all pools, those that live
   */
  static WhyWaiting of(WaitingView view, List<WorkerStatus> workers, Instant now) {
    JobView job = view.job();
    List<Reason> reasons = new Reasons(view, workers, now).all();
    String message =
        reasons.isEmpty()
            ? "The job %s.".formatted(state(job))
            : reasons.stream().map(Reason::message).collect(Collectors.joining(" "));
    return new WhyWaiting(
        job.id(),
        job.status(),
        stage(job),
        !reasons.isEmpty(),
        view.terms().pool(),
        job.queuePosition(),
        message,
        reasons);
  }

  private static String stage(JobView job) {
    return job.stage() == null ? job.status() : job.stage();
  }

  private static String state(JobView job) {
    if (job.ended()) {
      return "has ended: it is " + job.status();
    }
    return stage(job).equals("cancelling") ? "is being cancelled" : "runs";
  }

  /** Collects them, what stands in the way first. */
  private static final class Reasons {

    private final WaitingView view;
    private final JobView job;
    private final String pool;
    private final List<WorkerStatus> workers;
    private final Instant now;
    private final List<Reason> found = new ArrayList<>();

    Reasons(WaitingView view, List<WorkerStatus> workers, Instant now) {
      this.view = view;
      this.job = view.job();
      this.pool = view.terms().pool();
      this.workers = workers.stream().filter(worker -> worker.getPool().equals(pool)).toList();
      this.now = now;
    }

    List<Reason> all() {
      if (job.ended() || stage(job).equals("cancelling") || anyTaskIs("running")) {
        return found;
      }
      if (backsOff() || follows()) {
        return found;
      }
      if (!anyTaskIs("offered")) {
        limits();
        line();
      }
      pool();
      return found;
    }

    private boolean anyTaskIs(String status) {
      return job.graph().stream().anyMatch(task -> status.equals(task.status()));
    }

    private boolean backsOff() {
      Instant due = view.notBefore();
      if (due == null || !due.isAfter(now) || !anyTaskIs("retrying")) {
        return false;
      }
      long seconds = Duration.between(now, due).toSeconds() + 1;
      found.add(
          new Reason(
              "retry",
              "An attempt failed; the next one begins in %d s.".formatted(seconds),
              Map.of("seconds", seconds)));
      return true;
    }

    private boolean follows() {
      boolean leads = "queued".equals(view.leader()) || "processing".equals(view.leader());
      if (!leads || !job.status().equals("queued")) {
        return false;
      }
      found.add(
          new Reason(
              "same_work",
              "Job %s does the same work already; its result will be this job's as well."
                  .formatted(view.terms().follows()),
              Map.of()));
      return true;
    }

    private void limits() {
      if (!job.status().equals("queued")) {
        return; // what has begun counts already
      }
      Integer ofOwner = view.terms().maxConcurrentJobsOfOwner();
      if (ofOwner != null && view.runningOfOwner() >= ofOwner) {
        limit("key_limit", "its key", view.runningOfOwner(), ofOwner);
      }
      if (view.running() >= view.terms().maxConcurrentJobs()) {
        limit("tenant_limit", "its tenant", view.running(), view.terms().maxConcurrentJobs());
      }
    }

    private void limit(String code, String whose, long running, long limit) {
      found.add(
          new Reason(
              code,
              "%d jobs of %s run, and %d may at once.".formatted(running, whose, limit),
              Map.of("running", running, "limit", limit)));
    }

    private void line() {
      Integer position = job.queuePosition();
      if (position != null && position > 1) {
        long ahead = position - 1L;
        found.add(
            new Reason(
                "line",
                "%d of your jobs come%s before it.".formatted(ahead, ahead == 1 ? "s" : ""),
                Map.of("ahead", ahead)));
      }
      if (view.othersWait()) {
        found.add(
            new Reason(
                "turns",
                "Other tenants wait as well: each has one turn after the other.",
                Map.of()));
      }
    }

    private void pool() {
      List<WorkerStatus> taking =
          workers.stream().filter(worker -> worker.getState().equals("ready")).toList();
      long slots = taking.stream().mapToLong(WorkerStatus::getSlots).sum();
      long busy = taking.stream().mapToLong(WorkerStatus::getBusy).sum();
      if (workers.isEmpty()) {
        found.add(
            new Reason(
                "no_worker",
                "There is no worker for %s tasks: it waits until one starts.".formatted(pool),
                Map.of("workers", 0L)));
      } else if (taking.isEmpty()) {
        found.add(
            new Reason(
                "no_worker_takes",
                "No worker for %s tasks takes any now (%s)."
                    .formatted(
                        pool,
                        workers.stream()
                            .map(WorkerStatus::getState)
                            .distinct()
                            .collect(Collectors.joining(", "))),
                Map.of("workers", (long) workers.size())));
      } else {
        found.add(
            new Reason(
                busy < slots ? "next" : "slots",
                busy < slots
                    ? "%d of %d slots for %s tasks are free: it is about to begin."
                        .formatted(slots - busy, slots, pool)
                    : "All %d slots for %s tasks are taken.".formatted(slots, pool),
                Map.of("slots", slots, "busy", busy)));
      }
    }
  }
}
