package io.framewright.worker.offers;

import java.time.Duration;
import java.util.Optional;

/**
 * Where offers come from. Dispatch only, never a lock: an offer may come twice, and the log decides
 * whose start counts. Offers that were written before the group's first start are delivered too.
 *
 * <p>One thread claims and settles; {@link #wakeup} and {@link #connected} are for any thread. An
 * exception means that the source is broken: close it and open another.
 */
public interface WorkSource extends AutoCloseable {

  /**
   * Waits for one offer, at most {@code patience}; returns as soon as one arrives, or when woken.
   */
  Optional<Claim> claim(Duration patience);

  /** Makes the claim that is waiting, or else the next one, return early. */
  void wakeup();

  /** Whether there is a connection to a broker just now. */
  boolean connected();

  @Override
  void close();
}
