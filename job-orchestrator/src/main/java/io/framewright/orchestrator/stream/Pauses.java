package io.framewright.orchestrator.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Commits when nothing waits to be read. A commit takes as long as the decisions of many records:
 * so a single record is committed at once, and under load what came in during one commit goes into
 * the next, as databases commit in groups. Streams' own interval is for a load without pauses.
 */
final class Pauses implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(2);

  private final ProcessingContext context;
  private final Cancellable looks;
  private boolean worked;
  private boolean uncommitted;

  Pauses(ProcessingContext context) {
    this.context = context;
    this.looks = context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, _ -> look());
  }

  void worked() {
    worked = true;
    uncommitted = true;
  }

  private void look() {
    if (!worked && uncommitted) {
      uncommitted = false;
      context.commit();
    }
    worked = false;
  }

  @Override
  public void close() {
    looks.cancel();
  }
}
