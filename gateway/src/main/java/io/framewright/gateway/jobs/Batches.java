package io.framewright.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.errors.ErrorDetails;
import io.framewright.gateway.jobs.Submission.Origin;
import io.framewright.gateway.metadata.JobPage;
import io.framewright.gateway.metadata.JobQuery;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.metadata.JobView;
import io.framewright.gateway.objects.JsonObjects;
import io.framewright.gateway.plan.Fields;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.IdSource;
import io.framewright.platform.ids.JobId;
import io.framewright.platform.storage.ObjectKeys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Several jobs that were asked for together. Each is decided alone; one bad one spoils none. */
@Singleton
final class Batches {

  private static final int MOST_JOBS = 100;

  private final Conversions conversions;
  private final JobReads reads;
  private final JobChanges changes;
  private final JsonObjects notes;
  private final IdSource ids;

  Batches(
      Conversions conversions,
      JobReads reads,
      JobChanges changes,
      JsonObjects notes,
      IdSource ids) {
    this.conversions = conversions;
    this.reads = reads;
    this.changes = changes;
    this.notes = notes;
    this.ids = ids;
  }

  /** A batch and its jobs, as they are. */
  record Batch(UUID id, BatchNote note, List<JobView> jobs) {}

  /**
   * What became of a cancellation.
   *
   * @param failed jobs that had ended before, or could not be reached
   */
  record Cancelled(int total, int cancelled, int failed) {}

  /**
   * Asks for each job; its input is looked at in any case, whatever {@code validate_files} says.
   * With an Idempotency-Key each has one of its own, so that a repeated request finds the jobs that
   * are there and makes those that are missing.
   *
   * @throws ApiException VALIDATION_ERROR for a body that is no batch, MALFORMED_REQUEST if no job
   *     came of it
   */
  Batch submit(Caller caller, Asking asking, JsonNode body) {
    Fields fields =
        Fields.of(body, "", ErrorCode.VALIDATION_ERROR)
            .only("jobs", "batch_name", "validate_files");
    Optional<String> name = fields.text("batch_name");
    List<JsonNode> requests = requests(fields);
    UUID batch = asking.key().map(key -> named(caller, key)).orElseGet(ids::next);
    List<JobView> jobs = new ArrayList<>();
    List<BatchNote.Warning> warnings = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      try {
        Conversions.Answer answer =
            conversions.ofJson(
                caller,
                asking.part(i),
                requests.get(i),
                ConvertRequest.Kind.CONVERT,
                Origin.batch(batch));
        jobs.add(Conversions.asked(answer).job());
      } catch (ApiException e) {
        warnings.add(new BatchNote.Warning(i, e.code().name(), String.valueOf(e.getMessage())));
      }
    }
    if (jobs.isEmpty()) {
      BatchNote.Warning first = warnings.getFirst();
      throw new ApiException(
          first.code().equals(ErrorCode.IDEMPOTENCY_KEY_REUSED.name())
              ? ErrorCode.IDEMPOTENCY_KEY_REUSED
              : ErrorCode.MALFORMED_REQUEST,
          "None of the %d jobs could be accepted; the first one: %s"
              .formatted(requests.size(), first.message()));
    }
    BatchNote note = new BatchNote(name.orElse(null), jobs.size(), warnings);
    notes.write(key(caller, batch), note);
    return new Batch(batch, note, jobs);
  }

  private static List<JsonNode> requests(Fields fields) {
    JsonNode jobs = fields.value("jobs").orElseThrow(() -> fields.missing("jobs"));
    if (!jobs.isArray() || jobs.isEmpty() || jobs.size() > MOST_JOBS) {
      throw new ApiException(
          jobs.isArray() && jobs.isEmpty()
              ? ErrorCode.MALFORMED_REQUEST
              : ErrorCode.VALIDATION_ERROR,
          "'jobs' should be a list of 1 to %d requests.".formatted(MOST_JOBS),
          ErrorDetails.field("jobs"));
    }
    List<JsonNode> requests = new ArrayList<>();
    jobs.forEach(requests::add);
    return requests;
  }

  /** The same key names the same batch. */
  private static UUID named(Caller caller, IdempotencyKey key) {
    return UUID.nameUUIDFromBytes(
        (caller.tenant() + "/" + key.value()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws ApiException NOT_FOUND
   */
  Batch find(Caller caller, UUID batch) {
    BatchNote note =
        notes
            .read(key(caller, batch), BatchNote.class)
            .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such batch."));
    return new Batch(batch, note, jobs(caller, batch));
  }

  private List<JobView> jobs(Caller caller, UUID batch) {
    JobPage page =
        reads.list(
            caller.tenant(),
            new JobQuery(null, null, null, batch.toString(), null, 1, MOST_JOBS, "created_at:asc"));
    return page.jobs();
  }

  /**
   * Cancels what has not ended.
   *
   * @throws ApiException NOT_FOUND
   */
  Cancelled cancel(Caller caller, UUID batch) {
    Batch shown = find(caller, batch);
    int cancelled = 0;
    for (JobView job : shown.jobs()) {
      if (!job.ended() && cancels(caller, job)) {
        cancelled++;
      }
    }
    int total = shown.note().totalJobs();
    return new Cancelled(total, cancelled, total - cancelled);
  }

  private boolean cancels(Caller caller, JobView job) {
    try {
      changes.cancel(caller, new JobId(job.id()));
      return true;
    } catch (ApiException e) {
      if (e.code() != ErrorCode.INVALID_STATE) {
        throw e;
      }
      return false; // it ended meanwhile, or is being cancelled already
    }
  }

  private static String key(Caller caller, UUID batch) {
    return ObjectKeys.request(caller.tenant(), new JobId(batch));
  }
}
