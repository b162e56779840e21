package io.framewright.orchestrator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether everything that had been written when this owner took the partition has been read. Until
 * then heartbeats may lie unread in it, so nobody's silence means anything.
 */
final class Backlog {

  /** Ends of partitions can be transaction markers, which are never seen: then silence must do. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final BacklogGauge gauge;
  private final int partition;
  private final Map<String, Long> positions = new HashMap<>();
  private CompletableFuture<Map<String, Long>> unread;
  private Instant lastRecord;
  private boolean read;

  Backlog(BacklogGauge gauge, int partition, Instant now) {
    this.gauge = gauge;
    this.partition = partition;
    this.unread = gauge.unread(partition).toCompletableFuture();
    this.lastRecord = now;
  }

  void saw(String topic, long offset, Instant now) {
    if (!read) {
      positions.put(topic, offset + 1);
      lastRecord = now;
    }
  }

  /** Once true, it stays true. */
  boolean isRead(Instant now) {
    if (!read && unread.isCompletedExceptionally()) {
      LOG.atWarn()
          .setCause(unread.exceptionNow())
          .addKeyValue("partition", partition)
          .log("cannot tell how much is unread; asking again");
      unread = gauge.unread(partition).toCompletableFuture();
    }
    if (!read && unread.isDone()) {
      read = hasReached(unread.resultNow()) || !lastRecord.plus(SILENCE).isAfter(now);
    }
    return read;
  }

  private boolean hasReached(Map<String, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
