package io.framewright.worker.loop;

import io.framewright.worker.offers.Claim;
import io.framewright.worker.offers.WorkSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sees to it that nothing is claimed while a cancel could go unheard. */
final class Cancels implements AutoCloseable {

  private final Supplier<CancelListener> listeners;
  private @Nullable CancelListener listener;

  Cancels(Supplier<CancelListener> listeners) {
    this.listeners = listeners;
  }

  /** Opens a source of offers that breaks when cancels are not heard any more. */
  WorkSource heardBy(Supplier<WorkSource> sources) {
    CancelListener heard = listening();
    return new Heard(sources.get(), heard);
  }

  private synchronized CancelListener listening() {
    if (listener == null || !listener.alive()) {
      listener = listeners.get();
    }
    return listener;
  }

  @Override
  public synchronized void close() {
    if (listener != null) {
      listener.close();
    }
  }

  private record Heard(WorkSource source, CancelListener listener) implements WorkSource {

    @Override
    public Optional<Claim> claim(Duration patience) {
      if (!listener.alive()) {
        throw new KafkaException("cancels are not read any more");
      }
      return source.claim(patience);
    }

    @Override
    public void wakeup() {
      source.wakeup();
    }

    @Override
    public boolean connected() {
      return listener.connected() && source.connected();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
