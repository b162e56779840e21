package io.framewright.gateway.log;

import io.framewright.schemas.avro.WorkerStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workers there are, as they last said. */
@Singleton
public final class Workers implements LogListener {

  /** Workers speak every 10 seconds; one that was silent for three turns is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(35);

  private final Map<String, WorkerStatus> byId = new ConcurrentHashMap<>();
  private final Clock clock;

  Workers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void on(WorkerStatus status) {
    byId.put(status.getWorkerId(), status);
  }

  /** Those that live, by id. */
  public List<WorkerStatus> present() {
    Instant oldest = clock.instant().minus(SILENCE);
    return byId.values().stream()
        .filter(status -> status.getOccurredAt().isAfter(oldest))
        .filter(status -> !status.getState().equals("stopped"))
        .sorted(Comparator.comparing(WorkerStatus::getWorkerId))
        .toList();
  }
}
