package io.framewright.transcoder.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells when a run makes no way any more. Way is made when ffmpeg's counters or its output file
 * change; that it merely repeats itself is none.
 */
final class Watchdog {

  private final Duration stall;
  private final Duration deadline;
  private final Path output;
  private final long started;
  private final AtomicReference<Optional<Progress>> latest =
      new AtomicReference<>(Optional.empty());
  private Object seen = "";
  private long changed;

  /** What is true of the run at one moment. */
  private record Sign(Optional<Progress> progress, long bytes, long touched) {}

  Watchdog(Duration stall, Duration deadline, Path output, long nowNanos) {
    this.stall = stall;
    this.deadline = deadline;
    this.output = output;
    this.started = nowNanos;
    this.changed = nowNanos;
  }

  /** Notes what ffmpeg says; fps and speed are not counters. */
  void saw(Progress progress) {
    latest.set(Optional.of(progress));
  }

  /** Why the run must be stopped, if it must. */
  Optional<RunEnd.Cause> verdict(long nowNanos) {
    Sign now = sign();
    if (!now.equals(seen)) {
      seen = now;
      changed = nowNanos;
    }
    if (nowNanos - started > deadline.toNanos()) {
      return Optional.of(RunEnd.Cause.DEADLINE);
    }
    return nowNanos - changed > stall.toNanos()
        ? Optional.of(RunEnd.Cause.STALLED)
        : Optional.empty();
  }

  private Sign sign() {
    Optional<Progress> counters =
        latest
            .get()
            .map(progress ->
                new Progress(
                    progress.frame(),
                    OptionalDouble.empty(),
                    progress.seconds(),
                    OptionalDouble.empty(),
                    progress.bytes()));
    try {
      return new Sign(counters, Files.size(output), Files.getLastModifiedTime(output).toMillis());
    } catch (IOException _) {
      // There is no output yet.
      return new Sign(counters, 0, 0);
    }
  }
}
