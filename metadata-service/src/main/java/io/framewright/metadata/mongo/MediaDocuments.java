package io.framewright.metadata.mongo;

import io.framewright.schemas.avro.JobEvent;
import io.framewright.schemas.avro.Metadata;
import io.framewright.schemas.avro.Rendition;
import io.framewright.schemas.avro.TaskCompleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What completed tasks tell about media, as documents: one for each output, under its object key,
 * and one for each input, under {@code <job>/<input name>}. Pure.
 */
final class MediaDocuments {

  private MediaDocuments() {}

  /** The newest document of each id that the events speak of. */
  static Collection<Document> of(List<JobEvent> events) {
    Map<String, Document> newest = new LinkedHashMap<>();
    for (JobEvent event : events) {
      if (event.getPayload() instanceof TaskCompleted task) {
        for (Document document : of(event.getMetadata(), task)) {
          newest.merge(
              document.getString("_id"),
              document,
              (old, next) -> old.getLong("sequence") < next.getLong("sequence") ? next : old);
        }
      }
    }
    return newest.values();
  }

  private static List<Document> of(Metadata metadata, TaskCompleted task) {
    List<Document> documents = new ArrayList<>();
    for (Rendition output : task.getOutputs()) {
      documents.add(
          document(metadata, task, output.getKey(), "output", output.getName())
              .append("metadata", parse(output.getMedia())));
    }
    parse(task.getInputMedia())
        .forEach((name, media) ->
            documents.add(
                document(
                        metadata, task, "%s/%s".formatted(metadata.getJobId(), name), "input", name)
                    .append("metadata", media)));
    return documents;
  }

  private static Document document(
      Metadata metadata, TaskCompleted task, String id, String role, String name) {
    return new Document("_id", id)
        .append("role", role)
        .append("name", name)
        .append("job_id", metadata.getJobId().toString())
        .append("task_id", task.getTaskId().toString())
        .append("tenant", metadata.getTenantId())
        .append("sequence", metadata.getSequence());
  }

  /** Metadata that is no JSON object counts as none: it is a description, nothing depends on it. */
  private static Document parse(@Nullable String json) {
    return json == null ? new Document() : MediaJson.parse(json).orElseGet(Document::new);
  }
}
