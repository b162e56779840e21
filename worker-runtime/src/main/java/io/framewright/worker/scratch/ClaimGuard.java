package io.framewright.worker.scratch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Says when a worker must not claim: its disk is nearly full, or a run just lacked something. */
public final class ClaimGuard {

  private static final Duration REST = Duration.ofSeconds(30);

  private final LongSupplier freeBytes;
  private final long minFreeBytes;
  private final InstantSource clock;
  private volatile Instant restUntil = Instant.MIN;

  public ClaimGuard(LongSupplier freeBytes, long minFreeBytes, InstantSource clock) {
    this.freeBytes = freeBytes;
    this.minFreeBytes = minFreeBytes;
    this.clock = clock;
  }

  /** A run found disk or memory lacking: no claims for 30 s. */
  public void rest() {
    restUntil = clock.instant().plus(REST);
  }

  /** Why nothing may be claimed now, in words; empty if claims may go on. */
  public Optional<String> refusal() {
    if (clock.instant().isBefore(restUntil)) {
      return Optional.of("a run lacked disk or memory; claiming again at %s".formatted(restUntil));
    }
    long free = freeBytes.getAsLong();
    if (free < minFreeBytes) {
      return Optional.of(
          "the scratch disk has %d MB free, less than the %d MB of framewright.worker.min-free-bytes"
              .formatted(free >> 20, minFreeBytes >> 20));
    }
    return Optional.empty();
  }
}
