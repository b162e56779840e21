package io.framewright.gateway.metadata;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** What has happened to a job, in order. */
@Serdeable
public record JobHistory(List<Entry> events) {

  /**
   * One event.
   *
   * @param sequence place in the history, from 1, without gaps
   * @param type for instance TaskStarted
   */
  @Serdeable
  public record Entry(long sequence, String type, Instant time, JsonNode data) {}
}
