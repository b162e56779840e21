package io.framewright.metadata.api;

import io.framewright.metadata.postgres.JobEventRow;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** One event of a job's history, as JSON. */
@Serdeable
public record HistoryEntry(long sequence, String type, Instant time, JsonNode data) {

  static HistoryEntry of(JobEventRow row) {
    return new HistoryEntry(row.sequence(), row.type(), row.occurredAt(), row.data());
  }
}
