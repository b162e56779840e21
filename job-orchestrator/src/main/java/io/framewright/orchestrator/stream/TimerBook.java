package io.framewright.orchestrator.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is due when, in the order of time. Looking costs no write. */
final class TimerBook {

  /** As much as one look takes, so that a flood of timers does not hold up commands for long. */
  private static final int MOST = 1_000;

  private final KeyValueStore<String, String> store;

  TimerBook(KeyValueStore<String, String> store) {
    this.store = store;
  }

  void set(Timer timer) {
    store.put(timer.key(), "");
  }

  void clear(Timer timer) {
    store.put(timer.key(), null);
  }

  List<Timer> due(Instant now) {
    List<Timer> due = new ArrayList<>();
    try (KeyValueIterator<String, String> timers = store.range("0", Timer.endOf(now))) {
      while (timers.hasNext() && due.size() < MOST) {
        due.add(Timer.parse(timers.next().key));
      }
    }
    return due;
  }
}
