package io.framewright.orchestrator.stream;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Tells how much waits to be read. Answers come later, and never on the asking thread. */
@FunctionalInterface
public interface BacklogGauge {

  /**
   * What is unread in one partition of the inputs.
   *
   * @return by topic, the offset after the last record as of now; topics with nothing unread are
   *     left out
   */
  CompletionStage<Map<String, Long>> unread(int partition);
}
