package io.framewright.metadata.projection;

import java.util.Map;
import java.util.Set;

/**
 * Where a projection keeps its rows and its positions. Calls block, come from one thread, and throw
 * an unchecked exception while the store is away; nothing is lost by that, the call is made again.
 */
public interface ProjectionStore {

  /** How a write ended. */
  enum Outcome {
    WRITTEN,
    /** Another writer has moved a position; nothing of the batch counts. */
    POSITION_LOST
  }

  /** Names the projection in logs, health and positions. */
  String name();

  /** Makes the schema what it has to be. Does nothing the second time. */
  void prepare();

  /** The next offset of each partition; a partition that has none yet gets 0, kept. */
  Map<Integer, Long> positions(Set<Integer> partitions);

  /**
   * Writes rows and positions. Positions move only from where the batch says they are, and rows
   * only forward, so that writing a batch twice leaves what writing it once leaves.
   */
  Outcome write(EventBatch batch);
}
