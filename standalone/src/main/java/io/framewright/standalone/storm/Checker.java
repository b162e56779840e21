package io.framewright.standalone.storm;

import io.framewright.schemas.avro.JobAccepted;
import io.framewright.schemas.avro.JobCancelled;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import io.framewright.standalone.client.ApiException;
import io.framewright.standalone.client.Job;
import io.framewright.standalone.storm.Ledger.Promise;
import io.framewright.standalone.storm.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says whether every promise was kept, from nothing but the API's answers, the event log and the
 * object store. It knows none of the rules by which the platform decides.
 */
final class Checker {

  private final Evidence evidence;
  private final Map<String, List<JobEvent>> log;
  private final List<Violation> violations = new ArrayList<>();

  private Checker(Evidence evidence, List<JobEvent> events) {
    this.evidence = evidence;
    this.log = new TreeMap<>();
    events.forEach(event ->
        log.computeIfAbsent(event.getMetadata().getJobId().toString(), _ -> new ArrayList<>())
            .add(event));
  }

  /**
   * All promises that were not kept.
   *
   * @param events the whole log, in order per job
   */
  static List<Violation> check(List<Promise> promises, Evidence evidence, List<JobEvent> events) {
    Checker checker = new Checker(evidence, events);
    promises.forEach(checker::check);
    Set<String> promised = new HashSet<>();
    promises.forEach(promise -> promised.add(promise.job()));
    checker.log.keySet().stream()
        .filter(job -> !promised.contains(job))
        .forEach(job -> checker.found(Kind.TWICE, job, "nobody was told of this job"));
    return checker.violations;
  }

  private void found(Kind kind, String job, String what) {
    violations.add(new Violation(kind, job, what));
  }

  private void check(Promise promise) {
    List<JobEvent> history = log.getOrDefault(promise.job(), List.of());
    if (history.isEmpty()) {
      found(Kind.LOST, promise.job(), "it was accepted, and the log has no event of it");
      return;
    }
    inOrder(promise.job(), history);
    List<Object> ends = history.stream().map(JobEvent::getPayload).filter(Checker::isEnd).toList();
    if (ends.isEmpty()) {
      found(Kind.LOST, promise.job(), "it has not ended");
      return;
    }
    if (ends.size() > 1) {
      found(Kind.TWICE, promise.job(), "it has ended %d times".formatted(ends.size()));
    }
    Object end = ends.getFirst();
    if (!promise.cancelled() && !status(end).equals("completed")) {
      found(Kind.LOST, promise.job(), "it was not cancelled, and it has %s".formatted(status(end)));
    }
    told(promise.job(), end);
    renditions(end).forEach(made -> stored(promise.job(), made));
  }

  private void inOrder(String job, List<JobEvent> history) {
    if (!(history.getFirst().getPayload() instanceof JobAccepted)) {
      found(Kind.FALSE, job, "its history does not begin with its acceptance");
    }
    if (!isEnd(history.getLast().getPayload())) {
      found(Kind.FALSE, job, "something happened after its end, or it has none");
    }
    Set<String> done = new HashSet<>();
    for (int i = 0; i < history.size(); i++) {
      long sequence = history.get(i).getMetadata().getSequence();
      if (sequence != i + 1) {
        found(
            sequence <= i ? Kind.TWICE : Kind.LOST,
            job,
            "event %d of its history has the sequence %d".formatted(i + 1, sequence));
      }
      if (history.get(i).getPayload() instanceof TaskCompleted completed
          && !done.add(completed.getTaskId().toString())) {
        found(Kind.TWICE, job, "task %s was completed twice".formatted(completed.getTaskId()));
      }
    }
  }

  /** What the API says is what the log says. */
  private void told(String job, Object end) {
    Job shown;
    try {
      shown = evidence.shown(job);
    } catch (ApiException e) {
      found(Kind.LOST, job, "the API does not show it: %s".formatted(e.getMessage()));
      return;
    }
    if (!shown.status().equals(status(end))) {
      found(Kind.FALSE, job, "the API says %s, the log %s".formatted(shown.status(), status(end)));
    }
    List<Rendition> made = renditions(end);
    if (shown.outputs().size() != made.size()) {
      found(
          Kind.LOST,
          job,
          "the API shows %d outputs of %d".formatted(shown.outputs().size(), made.size()));
    }
  }

  private void stored(String job, Rendition made) {
    Optional<String> digest = evidence.digest(made.getKey());
    if (digest.isEmpty()) {
      found(Kind.LOST, job, "%s is not in the object store".formatted(made.getKey()));
    } else if (!digest.get().equals(made.getSha256())) {
      found(
          Kind.FALSE,
          job,
          "%s has the SHA-256 %s, the log says %s"
              .formatted(made.getKey(), digest.get(), made.getSha256()));
    }
  }

  private static boolean isEnd(Object payload) {
    return payload instanceof JobCompleted
        || payload instanceof JobReused
        || payload instanceof JobFailed
        || payload instanceof JobCancelled;
  }

  private static String status(Object end) {
    return switch (end) {
      case JobFailed _ -> "failed";
      case JobCancelled _ -> "cancelled";
      default -> "completed";
    };
  }

  static List<Rendition> renditions(Object end) {
    return switch (end) {
      case JobCompleted completed -> completed.getOutputs();
      case JobReused reused -> reused.getOutputs();
      default -> List.of();
    };
  }
}
