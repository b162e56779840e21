package io.framewright.gateway.events;

import io.framewright.gateway.metadata.JobHistory;
import io.framewright.schemas.avro.Failure;
import io.framewright.schemas.avro.JobCompleted;
import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.JobFailed;
import io.framewright.schemas.avro.JobReused;
import io.framewright.schemas.avro.Rendition;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a job as far as a watcher sees it, whether it came live or from the history.
 *
 * @param type for instance TaskStarted
 * @param outputs names of what was made, when the job ended well
 * @param code of the error, when it failed; likewise message and hint
 */
record Moment(
    long sequence,
    String type,
    List<String> outputs,
    @Nullable String code,
    @Nullable String message,
    @Nullable String hint) {

  static Moment of(JobEvent event) {
    long sequence = event.getMetadata().getSequence();
    String type =
        ((org.apache.avro.specific.SpecificRecord) event.getPayload()).getSchema().getName();
    return switch (event.getPayload()) {
      case JobCompleted done -> ended(sequence, type, done.getOutputs());
      case JobReused reused -> ended(sequence, type, reused.getOutputs());
      case JobFailed failed -> failed(sequence, type, failed.getFailure());
      default -> new Moment(sequence, type, List.of(), null, null, null); // Avro's union is open
    };
  }

  private static Moment ended(long sequence, String type, List<Rendition> outputs) {
    return new Moment(
        sequence, type, outputs.stream().map(Rendition::getName).toList(), null, null, null);
  }

  private static Moment failed(long sequence, String type, Failure failure) {
    return new Moment(
        sequence, type, List.of(), failure.getCode(), failure.getMessage(), failure.getHint());
  }

  static Moment of(JobHistory.Entry entry) {
    List<String> outputs = new ArrayList<>();
    JsonNode made = entry.data().isObject() ? entry.data().get("outputs") : null;
    if (made != null && made.isArray() && entry.type().startsWith("Job")) {
      made.values().forEach(output -> outputs.add(text(output, "name")));
    }
    JsonNode failure = entry.data().isObject() ? entry.data().get("failure") : null;
    return failure == null || !failure.isObject()
        ? new Moment(entry.sequence(), entry.type(), outputs, null, null, null)
        : new Moment(
            entry.sequence(),
            entry.type(),
            outputs,
            text(failure, "code"),
            text(failure, "message"),
            text(failure, "hint"));
  }

  private static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || !value.isString() ? null : value.getStringValue();
  }

  /** Whether the job ends with it. */
  boolean terminal() {
    return switch (type) {
      case "JobCompleted", "JobReused", "JobFailed", "JobCancelled" -> true;
      default -> false;
    };
  }
}
