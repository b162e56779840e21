package io.framewright.orchestrator.stream;

import io.framewright.orchestrator.domain.Admission;
import io.framewright.orchestrator.domain.Admission.Remembered;
import io.framewright.orchestrator.domain.Command.SubmitJob;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Idempotency keys and the jobs that came of them. */
final class RequestBook {

  private final KeyValueStore<String, Remembered> store;
  private final TimerBook timers;

  RequestBook(KeyValueStore<String, Remembered> store, TimerBook timers) {
    this.store = store;
    this.timers = timers;
  }

  Optional<Remembered> earlier(SubmitJob submit) {
    return key(submit).flatMap(key -> Optional.ofNullable(store.get(key)));
  }

  void remember(SubmitJob submit, Instant now) {
    key(submit)
        .ifPresent(key -> {
          store.put(key, Remembered.of(submit));
          timers.set(new Timer.ForgetRequest(now.plus(Admission.MEMORY), key));
        });
  }

  void forget(Timer.ForgetRequest timer) {
    store.delete(timer.request());
    timers.clear(timer);
  }

  private static Optional<String> key(SubmitJob submit) {
    return submit.request().idempotencyKey().map(key -> submit.tenant() + "/" + key);
  }
}
