package io.framewright.metadata.projection;

import io.framewright.schemas.avro.JobEvent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events to project in one transaction, in log order within each partition.
 *
 * @param moves by partition, how the position moves; also past records that hold no event
 */
public record EventBatch(List<JobEvent> events, SortedMap<Integer, Move> moves) {

  /** From the offset that the store must be at to the offset that it will be at. */
  public record Move(long from, long to) {}

  public EventBatch {
    events = List.copyOf(events);
    moves = new TreeMap<>(moves);
  }
}
